import type { AccountingGateway, PostingBatch } from '../src/accounting/gateway'
import type { LoanRef } from '../src/domain/loan-ref'
import type { AccountingResult, LmsResult } from '../src/domain/step-results'
import type { LmsGateway } from '../src/lms/gateway'
import type { WorkerMetrics } from '../src/platform/worker-metrics'
import { accountingActivity } from './accounting'
import { compensationActivity } from './compensation'
import { lmsActivity } from './lms'

/** The side effects of a loan's workflow, one activity per system and step. */
export interface LoanActivities {
  lms(input: { loan: LoanRef }): Promise<LmsResult>
  accounting(batch: PostingBatch): Promise<AccountingResult>
  compensation(input: { streamId: string }): Promise<AccountingResult>
}

export interface ActivityDependencies {
  lms: LmsGateway
  accounting: AccountingGateway
  metrics: WorkerMetrics
}

export function createActivities(dependencies: ActivityDependencies): LoanActivities {
  return {
    lms: lmsActivity(dependencies),
    accounting: accountingActivity(dependencies),
    compensation: compensationActivity(dependencies),
  }
}
