import type { CivilDate } from '../values/calendar'
import type { Installment, InstallmentMove, Portions } from './derived-loan'
import { least } from '../values/money'
import { noPortions, sumOf } from './portions'
import type { Portion } from './portions'
import type { Schedule } from './schedule/generate'

export type Settling = 'paid' | 'waived' | 'writtenOff'

const KIND_OF = {
  paid: 'PAID',
  waived: 'WAIVED',
  writtenOff: 'WRITTEN_OFF',
} as const satisfies Record<Settling, InstallmentMove['kind']>

export type Row = { -readonly [Key in keyof Installment]: Installment[Key] }

export function openOf({ owed, paid, waived, writtenOff }: Installment, portion: Portion): bigint {
  return owed[portion] - paid[portion] - waived[portion] - writtenOff[portion]
}

function isOpen(row: Installment): boolean {
  return (
    openOf(row, 'principal') > 0n ||
    openOf(row, 'interest') > 0n ||
    openOf(row, 'fees') > 0n ||
    openOf(row, 'penalties') > 0n
  )
}

/** The installments of a loan while its events are applied, and what the event at hand moves on them. */
export class RunningRows {
  readonly rows: Row[]
  readonly outstanding: Portions = noPortions()
  /** The last day that the terms have something due on. */
  readonly maturesOn: CivilDate | null
  readonly #ofTerms: number
  #moves = new Map<string, InstallmentMove>()

  /** @param disbursedOn from when on nothing is due with an installment that has nothing */
  constructor({ installments, ofTerms }: Schedule, disbursedOn: CivilDate | null) {
    this.maturesOn = installments[ofTerms - 1]?.due ?? null
    this.#ofTerms = ofTerms
    this.rows = installments.map(({ no, from, due, owed }) => newRow(no, from, due, { ...owed }))
    for (const row of this.rows) {
      addTo(this.outstanding, row.owed)
      if (!isOpen(row)) row.obligationsMetOn = disbursedOn
    }
  }

  row(no: number): Row {
    const row = this.rows[no - 1]
    if (row === undefined) throw new RangeError(`There is no installment ${no}.`)
    return row
  }

  /** The one whose period has the day; a late one is made, or put off, for a day behind them all. */
  rowOn(day: CivilDate): Row {
    const found = this.rows.find(({ due }) => day <= due)
    if (found !== undefined) return found
    const last = this.rows.at(-1)
    if (last !== undefined && this.rows.length > this.#ofTerms) {
      // What is overdue of it stays so: only charges are put off by one that is due later.
      if (last.owed.principal + last.owed.interest === 0n) last.due = day
      return last
    }
    const late = newRow(this.rows.length + 1, last?.due ?? day, day, noPortions())
    this.rows.push(late)
    return late
  }

  /** More is owed from here on. */
  owe(row: Row, portion: Portion, amount: bigint): void {
    row.owed[portion] += amount
    this.outstanding[portion] += amount
    row.obligationsMetOn = null
    this.#move(row, 'DUE', portion, amount)
  }

  /** Settles an amount of what is open, or, below zero, takes back what was settled. */
  settle(row: Row, how: Settling, portion: Portion, amount: bigint, date: CivilDate): void {
    row[how][portion] += amount
    this.outstanding[portion] -= amount
    if (how === 'paid') noteWhen(row, amount, date)
    row.obligationsMetOn = isOpen(row) ? null : (row.obligationsMetOn ?? date)
    this.#move(row, KIND_OF[how], portion, -amount)
  }

  /** What was moved since this was last asked. */
  takeMoves(): InstallmentMove[] {
    const moves = [...this.#moves.values()]
    this.#moves = new Map()
    return moves
  }

  #move(row: Row, kind: InstallmentMove['kind'], portion: Portion, amount: bigint): void {
    const key = `${row.no} ${kind}`
    let move = this.#moves.get(key)
    if (move === undefined) {
      const { no: installment, due } = row
      move = { installment, due, kind, principal: 0n, interest: 0n, fees: 0n, penalties: 0n }
      this.#moves.set(key, move)
    }
    move[portion] += amount
  }
}

/** What is taken back was paid last: late, then on the day, then in advance. */
function noteWhen(row: Row, amount: bigint, date: CivilDate): void {
  if (amount > 0n) {
    if (date < row.due) row.paidInAdvance += amount
    if (date > row.due) row.paidLate += amount
    return
  }
  row.paidLate -= least(-amount, row.paidLate)
  row.paidInAdvance = least(row.paidInAdvance, sumOf(row.paid) - row.paidLate)
}

function newRow(no: number, from: CivilDate, due: CivilDate, owed: Portions): Row {
  return {
    no,
    from,
    due,
    owed,
    paid: noPortions(),
    waived: noPortions(),
    writtenOff: noPortions(),
    paidInAdvance: 0n,
    paidLate: 0n,
    obligationsMetOn: null,
  }
}

function addTo(sum: Portions, more: Portions): void {
  sum.principal += more.principal
  sum.interest += more.interest
  sum.fees += more.fees
  sum.penalties += more.penalties
}
