import type { SubmitPayload } from '../events/lending/lending-payloads'
import type { OverdueRule } from '../events/lending/loan-terms'
import type { CivilDate } from '../values/calendar'
import { least } from '../values/money'
import { PAYING_ORDER } from './allocation/order'
import type { Portions } from './derived-loan'
import { interestToCome } from './interest-to-come'
import { noPortions, PORTIONS, sumOf } from './portions'
import type { Portion } from './portions'
import type { RunningCharges } from './running-charges'
import { openOf } from './running-rows'
import type { Row, RunningRows } from './running-rows'

/** An amount that was divided, and what of it found nothing to be for. */
export interface Divided {
  portions: Portions
  rest: bigint
}

/** A loan that was paid out, while what happened to it since is applied in book order. */
export class RunningLoan {
  /** Credit of the customer. */
  overpaid = 0n
  readonly rows: RunningRows
  readonly charges: RunningCharges
  readonly overdue: OverdueRule | null
  readonly settlementRebate: boolean
  readonly #order: readonly Portion[]

  constructor(
    rows: RunningRows,
    charges: RunningCharges,
    { terms, overdue, settlementRebate }: SubmitPayload,
  ) {
    this.rows = rows
    this.charges = charges
    this.overdue = overdue
    this.settlementRebate = settlementRebate
    this.#order = PAYING_ORDER[terms.strategy]
  }

  get totalOutstanding(): bigint {
    return sumOf(this.rows.outstanding)
  }

  /** Pays what is open, the oldest installment first. */
  pay(amount: bigint, date: CivilDate): Divided {
    const portions = noPortions()
    let rest = amount
    for (const row of this.rows.rows) {
      if (row.obligationsMetOn !== null) continue
      for (const portion of this.#order) {
        if (rest === 0n) return { portions, rest }
        const paid = least(rest, openOf(row, portion))
        if (paid === 0n) continue
        this.#pay(row, portion, paid, date)
        portions[portion] += paid
        rest -= paid
      }
    }
    return { portions, rest }
  }

  /** Forgives the interest to come where an amount settles the rest of a loan that is rebated. */
  rebate(amount: bigint, date: CivilDate): void {
    if (!this.settlementRebate) return
    const toCome = interestToCome(this.rows.rows, date)
    if (toCome === 0n || amount < this.totalOutstanding - toCome) return
    let rest = toCome
    for (const row of this.rows.rows.toReversed()) {
      const forgiven = least(rest, openOf(row, 'interest'))
      if (forgiven > 0n) this.rows.settle(row, 'waived', 'interest', forgiven, date)
      rest -= forgiven
    }
  }

  /** Takes back what was paid in advance of a day, what was paid last first. */
  unpay(amount: bigint, date: CivilDate): Divided {
    const portions = noPortions()
    let rest = amount
    for (const row of this.rows.rows.toReversed()) {
      if (row.due < date) break
      for (const portion of this.#order.toReversed()) {
        const taken = least(rest, row.paid[portion])
        if (taken === 0n) continue
        this.#pay(row, portion, -taken, date)
        portions[portion] += taken
        rest -= taken
      }
    }
    return { portions, rest }
  }

  /** Forgives interest that is open, the oldest first. */
  waiveInterest(amount: bigint, date: CivilDate): Divided {
    const portions = noPortions()
    let rest = amount
    for (const row of this.rows.rows) {
      const waived = least(rest, openOf(row, 'interest'))
      if (waived === 0n) continue
      this.rows.settle(row, 'waived', 'interest', waived, date)
      portions.interest += waived
      rest -= waived
    }
    return { portions, rest }
  }

  /** Gives up all that is open. Charges keep what was open of them: it is the loan that is given up. */
  writeOff(date: CivilDate): Portions {
    const portions = noPortions()
    for (const row of this.rows.rows) {
      for (const portion of PORTIONS) {
        const given = openOf(row, portion)
        if (given === 0n) continue
        this.rows.settle(row, 'writtenOff', portion, given, date)
        portions[portion] += given
      }
    }
    return portions
  }

  /** Money that left the bank and that nothing covers is principal owed, due with the day's installment. */
  oweUncovered(amount: bigint, date: CivilDate): void {
    if (amount > 0n) this.rows.owe(this.rows.rowOn(date), 'principal', amount)
  }

  #pay(row: Row, portion: Portion, amount: bigint, date: CivilDate): void {
    this.rows.settle(row, 'paid', portion, amount, date)
    if (portion === 'fees' || portion === 'penalties') {
      this.charges.pay(row.no, portion === 'penalties', amount)
    }
  }
}
