import type { DerivedLoan } from '../../src/domain/engine/derived-loan'
import type { LendingFact } from '../../src/domain/events/lending/lending-event'
import type { StoryState } from './cases'
import type { ToldStep } from './told-story'

/** From here on ours differs on purpose: later steps stand on it. */
export function beginsToDiffer({ action, loan, state, live }: ToldStep): boolean {
  // A charge on a loan that is over is refused here; there it is taken.
  if (action === 'addCharge' && ['400', '500', '601'].includes(state.status[0])) return true
  // Of one day, what is replayed there goes behind what is not: a payout before what it pays out.
  if (action === 'repayment' && sharesItsDay(live, 'CREDIT_REFUND')) return true
  // A charge after maturity on an overpaid loan stands beside the credit there; ours is paid from it.
  if (action === 'addCharge' && state.status[0] === '700') {
    const last = loan.schedule.at(-1)
    if (last?.owed.principal === 0n) return true
  }
  // A waiver of a charge that is undone stays there; ours brings the charge back.
  if (action === 'undo' && waiverIsGone(loan, state)) return true
  // A payment dated back shortened a waiver of interest, and was undone: there it stays short.
  return action === 'undo' && [...live.values()].some((event) => isShortThere(event, loan, state))
}

/**
 * There some charges of a loan get lost from its installments, or come twice; and what a refund finds
 * nothing to take back of is lost, where ours is principal owed. Until they are mended nothing is compared.
 */
export function contradictsItself(state: StoryState): boolean {
  return !addsUp(state) || state.transactions?.some(isShortRefund) === true
}

/** There all of such a payout is owed and what is covered of it paid; ours owes only the rest. */
export function isPayoutCoveredInPart({ transactions = [] }: StoryState): boolean {
  return transactions.some(
    (row) =>
      row[1] === 'Credit Balance Refund' &&
      row[11] === false &&
      Number(row[4]) > 0 &&
      Number(row[8]) > 0,
  )
}

function addsUp({ installments = [], charges = [] }: StoryState): boolean {
  const owed = installments.reduce((sum, row) => sum + Number(row[10]) + Number(row[14]), 0)
  const charged = charges
    .filter((row) => row[1] !== '1')
    .reduce((sum, row) => sum + Number(row[5]), 0)
  return Math.abs(owed - charged) < 0.0005
}

function sharesItsDay(live: ReadonlyMap<string, LendingFact>, kind: LendingFact['kind']): boolean {
  const events = [...live.values()]
  const days = events.filter((event) => event.kind === kind).map((event) => event.effectiveDate)
  return events.some((event) => event.kind === 'REPAY' && days.includes(event.effectiveDate))
}

function isShortRefund(row: readonly unknown[]): boolean {
  if (row[1] !== 'Refund' || row[11] === true) return false
  const parts = [4, 5, 6, 7].reduce((sum, column) => sum + Number(row[column]), 0)
  return parts < Number(row[3]) - 0.0005
}

function waiverIsGone({ totals }: DerivedLoan, state: StoryState): boolean {
  const theirs =
    Number(state.totals?.['feesWaived'] ?? 0) + Number(state.totals?.['penaltiesWaived'] ?? 0)
  return theirs > 0 && totals.waived.fees + totals.waived.penalties === 0n
}

function isShortThere(event: LendingFact, loan: DerivedLoan, state: StoryState): boolean {
  if (event.kind !== 'WAIVE_INTEREST') return false
  const ours = loan.splits.find(({ eventId }) => eventId === event.eventId)?.amount ?? 0n
  const theirs = (state.transactions ?? []).filter(
    (row) => row[1] === 'Waive interest' && row[2] === event.effectiveDate && row[11] === false,
  )
  return theirs.some(({ 3: amount }) => Number(amount) < Number(ours) / 10 ** loan.exponent)
}

/**
 * There a loan is settled on the day of the command that was sent last; ours on the day on which the
 * money settled it. They are one where a command in order of date changes the status.
 */
export class SettledDays {
  #status = ''
  #days = ''
  #alike = true

  areAlike({ action, state, loan, live }: ToldStep): boolean {
    const days = JSON.stringify(state.dates)
    if (state.status[0] !== this.#status) {
      this.#alike =
        !['undo', 'adjust', 'addCharge', 'waiveCharge'].includes(action) && isInOrder(live)
    } else if (days !== this.#days) this.#alike = false
    ;[this.#status, this.#days] = [state.status[0], days]
    return this.#alike && loan.principal.disbursed !== null
  }
}

function isInOrder(live: ReadonlyMap<string, LendingFact>): boolean {
  const events = [...live.values()]
  const last = events.at(-1)?.effectiveDate ?? ''
  return events.every(({ kind, effectiveDate }) => kind === 'ADD_CHARGE' || effectiveDate <= last)
}
