import { TemporalFailure, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'

import type { DecidedEvent, LoanActivities, OperatorInput } from '../activities/types'
import type { LoanOptions } from '../src/contract/loan-input'
import type { LoanRef } from '../src/contract/loan-ref'
import type { AccountingResult, LmsResult, PassResult } from '../src/contract/step-results'

/**
 * The cheap path: within the workflow task, one try. A step that does not succeed within
 * seconds is an outage, and an outage belongs where operators see it.
 */
const local = proxyLocalActivities<LoanActivities>({
  startToCloseTimeout: '4s',
  scheduleToCloseTimeout: '5s',
  retry: { maximumAttempts: 1 },
})

/** The one try where another system is called: a workflow task must not wait for that. */
const once = proxyActivities<LoanActivities>({
  startToCloseTimeout: '30s',
  retry: { maximumAttempts: 1 },
})

/** The patient path: tried until it succeeds, pending in the Temporal UI with its attempts. */
const regular = proxyActivities<LoanActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
})

/** Both steps at once, by the cheap path; undefined where that did not succeed. */
export async function takeAndPost(loan: LoanRef, fromSeq: number): Promise<PassResult | undefined> {
  const options = { summary: `LMS and Accounting: take and post what waits from no. ${fromSeq}` }
  try {
    return await local.pass.executeWithOptions(options, [{ loan }])
  } catch (error) {
    if (!isFailedActivity(error)) throw error
    return undefined
  }
}

/** How a step is made on its own. */
export interface StepPath {
  /** Set where the cheap path has just failed. */
  patiently: boolean
  /** Called before the step goes over to the patient path. */
  onTrouble(): void
}

/** Step 1. */
export function takeEvents(loan: LoanRef, fromSeq: number, path: StepPath): Promise<LmsResult> {
  const options = { summary: `LMS: take what waits from no. ${fromSeq}` }
  return withPatience(
    () => local.lms.executeWithOptions(options, [{ loan }]),
    () => regular.lms.executeWithOptions(options, [{ loan }]),
    path,
  )
}

/** Step 2. */
export function postEvents(
  { streamId, taken }: LmsResult,
  accounting: LoanOptions['accounting'],
  path: StepPath,
): Promise<AccountingResult> {
  const options = { summary: `Accounting: post ${numbersOf(taken)}` }
  const quick = accounting === 'http' ? once : local
  return withPatience(
    () => quick.accounting.executeWithOptions(options, [{ streamId, taken }]),
    () => regular.accounting.executeWithOptions(options, [{ streamId, taken }]),
    path,
  )
}

/** Always patient, and shown: an undo that is owed is worth an operator's glance. */
export function compensate(streamId: string): Promise<AccountingResult> {
  const options = { summary: 'LMS: undo what Accounting refused, last first' }
  return regular.compensation.executeWithOptions(options, [{ streamId }])
}

/** A few tries: whoever decides waits, and may decide again. */
const deciding = proxyActivities<LoanActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 5 },
})

export function decide(input: OperatorInput): Promise<DecidedEvent> {
  const { action, request } = input
  const summary = `Operator ${request.actor}: ${action.toLowerCase()}`.slice(0, 200)
  return deciding.operator.executeWithOptions({ summary }, [input])
}

async function withPatience<T>(
  quick: () => Promise<T>,
  patient: () => Promise<T>,
  { patiently, onTrouble }: StepPath,
): Promise<T> {
  if (!patiently) {
    try {
      return await quick()
    } catch (error) {
      if (!isFailedActivity(error)) throw error
    }
  }
  onTrouble()
  return patient()
}

/** A local activity fails with its own failure, not wrapped in an ActivityFailure. */
function isFailedActivity(error: unknown): boolean {
  return error instanceof TemporalFailure
}

function numbersOf(events: LmsResult['taken']): string {
  const first = events[0]?.seq ?? 0
  const last = events.at(-1)?.seq ?? 0
  return first === last ? `no. ${first}` : `no. ${first} to ${last}`
}
