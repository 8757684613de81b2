import type { AccountingGateway, PostingBatch } from '../src/accounting/gateway'
import type { OperatorAction, OperatorRequest } from '../src/domain/loan-messages'
import type { LoanRef } from '../src/domain/loan-ref'
import type { AccountingResult, LmsResult, PassResult } from '../src/domain/step-results'
import type { LmsGateway } from '../src/lms/gateway'
import type { Pass } from '../src/pass/pass'
import type { Clock } from '../src/platform/clock'
import type { Database } from '../src/platform/database'
import type { WorkerMetrics } from '../src/platform/worker-metrics'
import { accountingActivity } from './accounting'
import { compensationActivity } from './compensation'
import { lmsActivity } from './lms'
import { operatorActivity } from './operator'
import { passActivity } from './pass'

/** The side effects of a loan's workflow, one activity per system and step. */
export interface LoanActivities {
  pass(input: { loan: LoanRef }): Promise<PassResult>
  lms(input: { loan: LoanRef }): Promise<LmsResult>
  accounting(batch: PostingBatch): Promise<AccountingResult>
  compensation(input: { streamId: string }): Promise<AccountingResult>
  operator(input: OperatorInput): Promise<DecidedEvent>
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

export function createActivities(dependencies: ActivityDependencies): LoanActivities {
  return {
    pass: passActivity(dependencies),
    lms: lmsActivity(dependencies),
    accounting: accountingActivity(dependencies),
    compensation: compensationActivity(dependencies),
    operator: operatorActivity(dependencies),
  }
}
