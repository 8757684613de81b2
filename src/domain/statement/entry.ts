import type { CivilDate } from '../values/calendar'

export const ENTRY_TYPES = [
  ...(['disbursement', 'interest', 'fee', 'penalty', 'payment', 'waiver'] as const),
  ...(['write-off', 'refund', 'payout', 'reversal'] as const),
]

export type EntryType = (typeof ENTRY_TYPES)[number]

/** One line of what a borrower is shown: what makes the debt more or less. Minor units. */
export interface StatementEntry {
  date: CivilDate
  type: EntryType
  /** The number of the transaction, where there is one. */
  reference: string | null
  description: string
  /** Above zero what is owed more, below zero what is owed less. */
  amount: bigint
}

/** What is owed more, and what less; one of them is nothing. */
export function sidesOf({ amount }: Pick<StatementEntry, 'amount'>): {
  debit: bigint
  credit: bigint
} {
  return amount > 0n ? { debit: amount, credit: 0n } : { debit: 0n, credit: -amount }
}

/** Of one day: what falls due comes before what is paid of it, what is taken back comes last. */
export function byDay(entries: readonly StatementEntry[]): StatementEntry[] {
  return entries.toSorted(
    (one, other) => compare(one.date, other.date) || placeOf(one) - placeOf(other),
  )
}

function placeOf({ type }: StatementEntry): number {
  if (type === 'disbursement') return 0
  if (type === 'interest' || type === 'fee' || type === 'penalty') return 1
  return type === 'reversal' ? 3 : 2
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
