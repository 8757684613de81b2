import { createHash } from 'node:crypto'

import type { JournalEntryView } from '../views/books-view'
import type { LoanView } from '../views/loan-view'

/** What a loan owes and is owed, in minor units. */
export type Standing = Pick<
  LoanView,
  | 'status'
  | 'principalOutstanding'
  | 'interestOutstanding'
  | 'feesOutstanding'
  | 'penaltiesOutstanding'
  | 'creditBalance'
>

/** What a decision would come to. */
export interface Effect {
  before: Standing
  after: Standing
  /** What it would post, mirrors and new entries. */
  entries: JournalEntryView[]
  /** By account, debits above zero; those that come to nothing are left out. */
  net: { account: string; amount: bigint }[]
  /** Names all of this. */
  effect: string
}

/** @param decided what is decided, beside what comes of it */
export function effectOf(
  decided: { eventId: string; reversalDate: string | null; cascade: boolean },
  from: Standing,
  to: Standing,
  entries: JournalEntryView[],
): Effect {
  const [before, after] = [standingOf(from), standingOf(to)]
  // Neither ids nor numbers nor instants: they are others when it is carried out.
  const moved = entries.map(({ date, eventId, description, reverses, lines }) => ({
    ...{ date, eventId, description, lines, isMirror: reverses !== null },
  }))
  const told = JSON.stringify({ decided, before, after, moved }, digits)
  const effect = createHash('sha256').update(told).digest('base64url')
  return { before, after, entries, net: netOf(entries), effect }
}

function standingOf(loan: Standing): Standing {
  const { status, principalOutstanding, interestOutstanding } = loan
  const { feesOutstanding, penaltiesOutstanding, creditBalance } = loan
  return {
    ...{ status, principalOutstanding, interestOutstanding },
    ...{ feesOutstanding, penaltiesOutstanding, creditBalance },
  }
}

function netOf(entries: readonly JournalEntryView[]): Effect['net'] {
  const sums = new Map<string, bigint>()
  for (const { account, debit, credit } of entries.flatMap(({ lines }) => lines)) {
    sums.set(account, (sums.get(account) ?? 0n) + debit - credit)
  }
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([account, amount]) => ({ account, amount }))
}

function digits(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
