import type { PushedKind } from '../../domain/events/kinds'
import type { ApiCaller, ApiKeyVerifier } from '../../identity/api-key-verifier'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import type { Rehearsals } from '../../steps/rehearse'
import type { Intake } from '../../stream/intake'
import type { ApiMetrics } from '../api-metrics'
import { routesOf } from '../routing/route'
import type { Unscoped } from '../routing/route'
import type { RefusalKeeper, Refusals } from './refusals'

/** What reading, staging and answering take. */
export interface AnswerDeps {
  database: Database
  intake: Intake
  verifier: Pick<ApiKeyVerifier, 'verify'>
  clock: Clock
  metrics: ApiMetrics
  refusals: RefusalKeeper
  /** None where the books are kept by another deployment: what it would answer is not known here. */
  rehearsals?: Pick<Rehearsals, 'rehearse'> | undefined
  /** Kinds that the Accounting which keeps the books is not known to take; none unless given. */
  unsayable?: readonly PushedKind[]
  /** That Accounting takes the events of loans that live here, or are told here. */
  takesLoanEvents?: boolean | undefined
}

export interface PushDeps extends AnswerDeps {
  refusals: Refusals
}

/** Makes a row of this door's table. */
export const pushRoute = routesOf<PushDeps, ApiCaller, Unscoped>()
