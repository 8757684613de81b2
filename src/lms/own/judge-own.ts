import type { LoanRef } from '../../contract/loan-ref'
import type { Wake } from '../../contract/step-results'
import { MOST_LIVE } from '../../domain/engine/most-live'
import { dueEvents, nextWake } from '../../domain/engine/due/due'
import type { DueEvent } from '../../domain/engine/due/due-event'
import { todayIn } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import { currencyExponent } from '../../domain/values/currency'
import type { Statements } from '../../platform/statements'
import type { LmsDependencies } from '../lms-dependencies'
import { BATCH_SIZE } from '../load-loan'
import type { LoadedOwnLoan } from '../load-loan'
import { stageDue } from '../stage-due'
import { judgeOwnBatch } from './own-batch'
import type { OwnBatch } from './own-batch'
import { wakeFor } from './wake'

/** A loan that is judged, as of the moment at which it was loaded. */
export interface JudgedOwnLoan<Loaded extends { loan: LoadedOwnLoan }> {
  loaded: Loaded
  batch: OwnBatch
  wake: Wake | null
}

/** A penalty may leave a later payment less, and so another installment overdue. */
const MOST_ROUNDS = 20

/**
 * Judges what waits in a loan's stream, once all stands in it that the clock has made of the loan
 * until today: what is missing is staged, and the loan loaded again with it.
 *
 * @param reload loads the loan as it was loaded before
 */
export async function judgeOwnLoan<Loaded extends { loan: LoadedOwnLoan }>(
  { database, clock, dueSpreadMs }: LmsDependencies,
  ref: LoanRef,
  first: Loaded,
  reload: () => Promise<Loaded>,
): Promise<JudgedOwnLoan<Loaded>> {
  let loaded = first
  for (let round = 1; ; round += 1) {
    const { loan } = loaded
    const today = todayIn(loan.own.timeZone, clock.now())
    const batch = judgeOwnBatch(loan)
    const missing = round > MOST_ROUNDS ? [] : missingIn(batch, loan, today)
    // Where none is new they wait behind what this batch does not reach.
    if (missing.length === 0 || (await stage(database, ref, loan, missing, today)) === 0) {
      return { loaded, batch, wake: wakeOf(batch, loan, today, dueSpreadMs) }
    }
    loaded = await reload()
  }
}

function stage(
  database: Statements,
  { loanId }: LoanRef,
  { streamId, currency, own: { closedThrough } }: LoadedOwnLoan,
  missing: readonly DueEvent[],
  today: CivilDate,
): Promise<number> {
  const exponent = currencyExponent(currency) ?? 2
  const context = { today, exponent, closedThrough, accounts: {} }
  return stageDue(database, { streamId, loanId }, missing, context)
}

/** What the clock has made of the loan as its waiting events leave it; as much as one batch takes. */
function missingIn(
  { loan, live, parked }: OwnBatch,
  { events }: LoadedOwnLoan,
  today: CivilDate,
): DueEvent[] {
  const room = Math.min(BATCH_SIZE - events.length, MOST_LIVE - live.length)
  if (loan === null || parked !== null || room <= 0) return []
  return dueEvents(loan, live, today).slice(0, room)
}

/** When the loan is looked at next for what falls due; null where nothing does any more. */
function wakeOf(
  { loan, live }: OwnBatch,
  { streamId, own: { timeZone } }: LoadedOwnLoan,
  today: CivilDate,
  spreadMs: number,
): Wake | null {
  // What it has no place for would wake it for ever.
  const next = loan === null || live.length >= MOST_LIVE ? null : nextWake(loan, live, today)
  return next && wakeFor(streamId, next, { timeZone, spreadMs })
}
