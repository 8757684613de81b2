import type { Caller } from '../../identity/caller'
import type { Tokens } from '../../identity/tokens'
import type { BatchRunner } from '../../operations/batch-runner'
import type { Desk } from '../../operations/operator-desk'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import { routesOf } from '../routing/route'
import type { Scoped, Scopes } from '../routing/route'
import type { TemporalUi } from '../wire/temporal-ui'

export interface OpsDeps {
  database: Database
  clock: Clock
  temporalUi?: TemporalUi | undefined
  tokens: Pick<Tokens, 'verify'>
  desk: Desk
  runner: Pick<BatchRunner, 'wake'>
}

/** Makes a row of this door's table. */
export const opsRoute = routesOf<OpsDeps, Caller, Scoped>()

export const MAY_READ: Scopes = ['lms:read', 'lms:operate']
export const MAY_OPERATE: Scopes = ['lms:operate']
