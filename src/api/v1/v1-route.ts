import type { Caller } from '../../identity/caller'
import type { Tokens } from '../../identity/tokens'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import type { Rehearsals } from '../../steps/rehearse'
import type { Intake } from '../../stream/intake'
import type { CreditTransfers } from '../../transfers/credit-transfers'
import type { Refusals } from '../push/refusals'
import { routesOf } from '../routing/route'
import type { Scoped, Scopes } from '../routing/route'

export interface V1Deps {
  database: Database
  clock: Clock
  tokens: Pick<Tokens, 'verify'>
  intake: Pick<Intake, 'command'>
  refusals: Pick<Refusals, 'keep'>
  transfers: Pick<CreditTransfers, 'begin' | 'follow' | 'refusal'>
  /** None where the books are kept by another deployment: what it would answer is not known here. */
  rehearsals?: Pick<Rehearsals, 'rehearse'> | undefined
  /** That deployment takes the events of loans that live here. */
  takesLoanEvents?: boolean | undefined
}

/** Makes a row of this door's table. */
export const v1Route = routesOf<V1Deps, Caller, Scoped>()

export const MAY_READ: Scopes = ['lms:read']
export const MAY_WRITE: Scopes = ['lms:write']
