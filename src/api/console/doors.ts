import type { SignedIn } from '../../identity/sessions'
import { problemErrors } from '../errors/problem-errors'
import { lendingDoor } from '../lending/door'
import type { LendingDeps } from '../lending/lending-route'
import { opsDoor } from '../ops/door'
import type { OpsDeps } from '../ops/ops-route'
import type { Door } from '../routing/door'
import { v1Door } from '../v1/door'
import type { V1Deps } from '../v1/v1-route'
import { sessionGuard, visitor } from './session-guard'
import type { SessionDeps } from './session-guard'
import { sessionRoutes } from './session-routes'
import type { ConsoleDeps } from './session-route'

const BASE = '/console/api'

/** The same table of routes, below the console’s address, for whoever is signed in. */
function behindSession<Deps extends object>(
  door: Pick<Door<Deps, never>, 'base' | 'routes' | 'knowsItsQueries'>,
): Door<Deps & SessionDeps, SignedIn> {
  const base = `${BASE}${door.base ?? ''}` as const
  return { ...door, base, guard: sessionGuard, errors: problemErrors }
}

export const consoleOps = behindSession<OpsDeps>(opsDoor)
export const consoleLending = behindSession<LendingDeps>(lendingDoor)
export const consoleV1 = behindSession<V1Deps>(v1Door)

/** What the console has for itself: who is signed in. */
export const sessionDoor: Door<ConsoleDeps, SignedIn | undefined> = {
  base: BASE,
  guard: { scheme: 'session', admit: visitor, authorise: () => undefined },
  errors: problemErrors,
  knowsItsQueries: true,
  routes: sessionRoutes,
}

/** What is asked with a session; the document tells of the same with a token. */
export const CONSOLE_DOORS = [consoleOps, consoleLending, consoleV1, sessionDoor]
