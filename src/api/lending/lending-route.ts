import type { TokenHolder, Tokens } from '../../identity/tokens'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import { routesOf } from '../routing/route'
import type { Scoped, Scopes } from '../routing/route'

export interface LendingDeps {
  database: Database
  clock: Clock
  tokens: Pick<Tokens, 'verify'>
}

/** Makes a row of this door's table. */
export const lendingRoute = routesOf<LendingDeps, TokenHolder, Scoped>()

export const MAY_READ: Scopes = ['lms:read']
export const MAY_WRITE: Scopes = ['lms:write']
