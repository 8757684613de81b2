import type { LoanRef } from '../contract/loan-ref'
import type { JudgedEvent, JudgedResult } from '../contract/step-results'
import type { LoanStanding } from '../domain/engine/derive'
import type { Database } from '../platform/database'
import type { LmsDependencies } from './lms-dependencies'
import type { LoadedLoan, LoadedOwnLoan } from './load-loan'
import { judgeOwnLoan } from './own/judge-own'
import type { LoanSource } from './own/judge-own'
import type { Accepted } from './own/own-batch'
import { ownRecordingOf, ownResultOf } from './own/take-own'
import { lmsRecordArgument } from './record-transitions'
import type { LmsRecordArgument } from './record-transitions'
import { positionOf, resultOf } from './take-events'
import { judgeBatch } from './take-in-order'
import { withCredits } from './with-credits'

/*
 * What the LMS shows to who takes both steps at once: how a loan is loaded, what its waiting events
 * are judged to be, and what to write of that together with the books.
 */
export type { LmsOptions } from './lms-dependencies'
export { LOAD_LOAN, withStaged } from './load-loan'
export type { LoadedLoan, LoadedOwnLoan, OpenEvent } from './load-loan'
export { neverStaged } from './take-events'

/** A judged batch, of which nothing is written yet. */
export interface JudgedAtOnce {
  taken: readonly JudgedEvent[]
  result: JudgedResult
  /** Null where an earlier attempt has recorded everything. */
  recording: LmsRecordArgument | null
}

export interface OwnJudgedAtOnce<Loaded> extends JudgedAtOnce {
  /** As the loan was judged in the end. */
  loaded: Loaded
  /** As its posted events leave it. */
  before: LoanStanding
  /** With each event that was accepted, which is as it was judged to be. */
  after: ReadonlyMap<string, Accepted>
}

/** @returns null where nothing is to be taken, or not in the usual way */
export async function judgeAtOnce(
  database: Database,
  loan: LoadedLoan,
): Promise<JudgedAtOnce | null> {
  const { compensationOwed, events } = loan
  if (compensationOwed || events[0] === undefined || events[0].event.kind === 'REVERSAL')
    return null
  const batch = judgeBatch(loan, await withCredits(database, loan, positionOf(loan)))
  const { taken, recording } = batch
  if (taken.length === 0) return null
  return {
    taken,
    result: resultOf(loan, batch),
    recording: recording && lmsRecordArgument(recording),
  }
}

/** The same of a loan of our own LMS. */
export async function judgeOwnAtOnce<Loaded extends { loan: LoadedOwnLoan }>(
  dependencies: LmsDependencies,
  ref: LoanRef,
  first: Loaded,
  source: LoanSource<Loaded>,
): Promise<OwnJudgedAtOnce<Loaded> | null> {
  if (first.loan.compensationOwed) return null
  const judged = await judgeOwnLoan(dependencies, ref, first, source)
  const { loaded, batch } = judged
  const { taken, accepted, before } = batch
  if (taken.length === 0) return null
  return {
    ...{ loaded, taken, before },
    after: new Map(accepted.map((one) => [one.event.eventId, one])),
    result: ownResultOf(judged),
    recording: ownRecordingOf(judged),
  }
}
