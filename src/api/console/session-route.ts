import type { Identity } from '../../identity/identity'
import type { SignedIn } from '../../identity/sessions'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import { routesOf } from '../routing/route'
import type { Unscoped } from '../routing/route'
import type { SessionDeps } from './session-guard'

export interface ConsoleDeps extends SessionDeps {
  database: Database
  clock: Clock
  identity: Identity
  /** Where the engineers look; null where nobody said. */
  temporalUiUrl: string | null
}

/** Makes a row of the session's own table; who is not signed in may come too. */
export const sessionRoute = routesOf<ConsoleDeps, SignedIn | undefined, Unscoped>()
