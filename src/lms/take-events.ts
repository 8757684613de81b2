import { initialPosition } from '../domain/pushed/judge-event'
import type { LoanRef } from '../contract/loan-ref'
import type { LoanPosition } from '../domain/pushed/position'
import type { JudgedResult } from '../contract/step-results'
import type { Statements } from '../platform/statements'
import { AppError } from '../platform/errors'
import type { LmsDependencies } from './lms-dependencies'
import { loadHistory } from './load-history'
import { judgeBatch } from './take-in-order'
import { judgeReversalBatch } from './take-reversal'
import type { JudgedBatch } from './taken-batch'
import { takenAs } from './taken-batch'
import { loadLoan } from './load-loan'
import type { LoadedLoan } from './load-loan'
import { fromRecord } from './position-record'
import { takeOwn } from './own/take-own'
import { lmsRecordArgument, recordTransitions } from './record-transitions'
import { withCredits } from './with-credits'
import { standingView } from './standing'

const MAX_CONFLICTS = 5

/**
 * Step 1 of the saga: takes, strictly in order, what waits in the loan's stream, judges each
 * event by the domain's rules and records the transition or the refusal. Idempotent by event and
 * generation: what an earlier attempt recorded is answered from the record.
 */
export async function takeEvents(
  dependencies: LmsDependencies,
  loan: LoanRef,
): Promise<JudgedResult> {
  const { database } = dependencies
  for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
    const loaded = await loadLoan(database, loan)
    if (loaded === undefined) throw neverStaged()
    const result =
      loaded.own === null
        ? await takePushed(database, loaded)
        : await takeOwn(dependencies, loan, loaded)
    if (result !== null) return result
  }
  throw new AppError('CONFLICT', 'The loan was changed by other attempts each time; try again.')
}

export function neverStaged(): AppError {
  return new AppError('LOAN_NOT_FOUND', 'No event was ever staged for this loan.', { status: 404 })
}

export function resultOf(
  { streamId, currency, compensationOwed }: LoadedLoan,
  { taken, position, parked }: JudgedBatch,
): JudgedResult {
  const standing = standingView(position, currency)
  return { streamId, taken, standing, compensationOwed, parked }
}

/** Null where another attempt was faster. */
async function takePushed(database: Statements, loaded: LoadedLoan): Promise<JudgedResult | null> {
  const batch = await judge(database, loaded)
  const { recording } = batch
  if (recording === null || (await recordTransitions(database, lmsRecordArgument(recording)))) {
    return resultOf(loaded, batch)
  }
  return null
}

async function judge(database: Statements, loaded: LoadedLoan): Promise<JudgedBatch> {
  const standing = positionOf(loaded)
  if (loaded.compensationOwed) {
    return { taken: [], position: standing, parked: null, recording: null }
  }
  const [head] = loaded.events
  if (head?.event.kind !== 'REVERSAL' || head.status === 'PARKED')
    return judgeBatch(loaded, await withCredits(database, loaded, standing))
  if (head.recorded !== null) {
    const taken = [takenAs(head, head.recorded.refusal)]
    return { taken, position: standing, parked: null, recording: null }
  }
  const history = await loadHistory(database, loaded.streamId, head.event.payload.eventId)
  return judgeReversalBatch(loaded, standing, head, head.event, history)
}

export function positionOf(loaded: LoadedLoan): LoanPosition {
  return loaded.position === null ? initialPosition() : fromRecord(loaded.position)
}
