import type { CivilDate } from '../values/calendar'
import { least } from '../values/money'
import { byDay } from './entry'
import type { StatementEntry } from './entry'

export type Period = Pick<Statement, 'fromDate' | 'toDate'>

export interface StatementRow extends StatementEntry {
  /** What is owed after it, minor units; below zero what the borrower has to their credit. */
  balance: bigint
}

export interface Statement {
  fromDate: CivilDate
  toDate: CivilDate
  opening: bigint
  rows: StatementRow[]
  closing: bigint
  /** Of the closing balance: what was due by the last day, what is due later, what is too much paid. */
  dueNow: bigint
  notYetDue: bigint
  credit: bigint
}

/**
 * What made a debt from one day through another. Its balances are what was charged and paid out by the
 * end of each, less what was paid.
 *
 * @param due what is due by the last day and open, as the loan stands without what was taken back
 */
export function statementOf(
  entries: readonly StatementEntry[],
  { fromDate, toDate }: Period,
  due: bigint,
): Statement {
  const opening = sumOf(entries.filter(({ date }) => date < fromDate))
  let closing = opening
  const within = entries.filter(({ date }) => fromDate <= date && date <= toDate)
  const rows = byDay(within).map((entry) => ({ ...entry, balance: (closing += entry.amount) }))
  const owed = closing > 0n ? closing : 0n
  const dueNow = least(owed, due > 0n ? due : 0n)
  return {
    ...{ fromDate, toDate, opening, rows, closing, dueNow },
    ...{ notYetDue: owed - dueNow, credit: owed - closing },
  }
}

function sumOf(entries: readonly StatementEntry[]): bigint {
  return entries.reduce((sum, { amount }) => sum + amount, 0n)
}
