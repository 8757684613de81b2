import type { AccountingGateway } from '../src/accounting/accounting-gateway'
import type { OperatorAction, OperatorRequest } from '../src/contract/operator-request'
import type { LoanRef } from '../src/contract/loan-ref'
import type {
  AccountingResult,
  LmsResult,
  PassResult,
  TakenEvent,
} from '../src/contract/step-results'
import type { LmsGateway } from '../src/lms/lms-gateway'
import type { Pass } from '../src/steps/in-turn'
import type { Clock } from '../src/platform/clock'
import type { Database } from '../src/platform/database'
import type { WorkerMetrics } from '../src/platform/worker-metrics'

/** The side effects of a loan's workflow, one activity per system and step. */
export interface LoanActivities {
  pass(input: { loan: LoanRef }): Promise<PassResult>
  lms(input: { loan: LoanRef }): Promise<LmsResult>
  accounting(batch: TakenBatch): Promise<AccountingResult>
  compensation(input: { streamId: string }): Promise<AccountingResult>
  operator(input: OperatorInput): Promise<DecidedEvent>
}

/** What step 1 took, in order of seq, without gaps. */
export interface TakenBatch {
  streamId: string
  taken: TakenEvent[]
}

export interface OperatorInput {
  loan: LoanRef
  action: OperatorAction
  request: OperatorRequest & { requestId: string }
}

/** The event an operator's decision was about. */
export interface DecidedEvent {
  seq: number
}

export interface ActivityDependencies {
  database: Database
  clock: Clock
  lms: LmsGateway
  accounting: AccountingGateway
  pass: Pass
  metrics: WorkerMetrics
}
