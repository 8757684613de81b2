import type { LoanRef } from '../../contract/loan-ref'
import type { Wake } from '../../contract/step-results'
import { MOST_LIVE } from '../../domain/engine/most-live'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { dueEvents, nextWake } from '../../domain/engine/due/due'
import type { DueEvent } from '../../domain/engine/due/due-event'
import { todayIn } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import { currencyExponent } from '../../domain/values/currency'
import type { Statements } from '../../platform/statements'
import type { LmsDependencies } from '../lms-dependencies'
import { BATCH_SIZE } from '../load-loan'
import type { LoadedOwnLoan, OpenEvent } from '../load-loan'
import { stageDue } from '../stage-due'
import { judgeFurther, judgeOwnBatch } from './own-batch'
import type { OwnBatch } from './own-batch'
import { wakeFor } from './wake'

/** A loan that is judged, as of the moment at which it was loaded. */
export interface JudgedOwnLoan<Loaded extends { loan: LoadedOwnLoan }> {
  loaded: Loaded
  batch: OwnBatch
  wake: Wake | null
}

export interface LoanSource<Loaded extends { loan: LoadedOwnLoan }> {
  load(): Promise<Loaded>
  /** With what was staged behind it since; null where that takes another look. */
  grown(loaded: Loaded, staged: readonly OpenEvent<LendingEvent>[]): Loaded | null
}

/** A penalty may leave a later payment less, and so another installment overdue. */
const MOST_ROUNDS = 20

/**
 * Judges what waits in a loan's stream, once all stands in it that the clock has made of the loan
 * until today: what is missing is staged, and judged behind the rest.
 *
 * @param source how the loan was loaded
 */
export async function judgeOwnLoan<Loaded extends { loan: LoadedOwnLoan }>(
  { database, clock, dueSpreadMs }: LmsDependencies,
  ref: LoanRef,
  first: Loaded,
  source: LoanSource<Loaded>,
): Promise<JudgedOwnLoan<Loaded>> {
  let loaded = first
  let batch = judgeOwnBatch(loaded.loan)
  for (let round = 1; ; round += 1) {
    const { loan } = loaded
    const today = todayIn(loan.own.timeZone, clock.now())
    const missing = round > MOST_ROUNDS ? [] : missingIn(batch, loan, today)
    const staged = missing.length === 0 ? [] : await stage(database, ref, loan, missing, today)
    // Where none is new they wait behind what this batch does not reach.
    if (staged.length === 0) {
      return { loaded, batch, wake: wakeOf(batch, loan, today, dueSpreadMs) }
    }
    const grown = followsAtOnce(staged, loan) ? source.grown(loaded, staged) : null
    if (grown === null) {
      loaded = await source.load()
      batch = judgeOwnBatch(loaded.loan)
    } else {
      loaded = grown
      judgeFurther(batch, staged)
    }
  }
}

/** False where another sender was faster: what it has staged stands between. */
function followsAtOnce(
  [first]: readonly OpenEvent<LendingEvent>[],
  { seq, events }: LoadedOwnLoan,
): boolean {
  return first?.event.seq === Math.max(seq, events.at(-1)?.event.seq ?? 0) + 1
}

function stage(
  database: Statements,
  { loanId }: LoanRef,
  { streamId, currency, own: { closedThrough } }: LoadedOwnLoan,
  missing: readonly DueEvent[],
  today: CivilDate,
): Promise<OpenEvent<LendingEvent>[]> {
  const exponent = currencyExponent(currency) ?? 2
  const context = { today, exponent, closedThrough, accounts: {} }
  return stageDue(database, { streamId, loanId }, missing, context)
}

/** What the clock has made of the loan as its waiting events leave it; as much as one batch takes. */
function missingIn(
  { loan, live, parked }: OwnBatch,
  { events, own: { mirrored } }: LoadedOwnLoan,
  today: CivilDate,
): DueEvent[] {
  const room = Math.min(BATCH_SIZE - events.length, MOST_LIVE - live.length)
  if (mirrored || loan === null || parked !== null || room <= 0) return []
  return dueEvents(loan, live, today).slice(0, room)
}

/** When the loan is looked at next for what falls due; null where nothing does any more. */
function wakeOf(
  { loan, live }: OwnBatch,
  { streamId, own: { timeZone, mirrored } }: LoadedOwnLoan,
  today: CivilDate,
  spreadMs: number,
): Wake | null {
  // What it has no place for would wake it for ever.
  const next =
    mirrored || loan === null || live.length >= MOST_LIVE ? null : nextWake(loan, live, today)
  return next && wakeFor(streamId, next, { timeZone, spreadMs })
}
