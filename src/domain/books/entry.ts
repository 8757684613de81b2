import { accountOf, type StandardAccount } from './chart'
import type { CivilDate } from '../values/calendar'
import { assertInvariant } from '../values/invariant'
import type { JournalEntry, JournalLine } from './books'

/** A line on an account of the standard chart; its amount may be zero. */
export interface DraftLine {
  account: StandardAccount
  amount: bigint
}

export function debit(account: StandardAccount, amount: bigint): DraftLine {
  return { account, amount }
}

export function credit(account: StandardAccount, amount: bigint): DraftLine {
  return { account, amount: -amount }
}

/** The lines as they are booked: the business's own account codes, zero lines left out. */
export function bookedLines<Line extends DraftLine>(
  lines: readonly Line[],
  accounts: Record<string, string>,
): readonly Readonly<Omit<Line, 'account'> & JournalLine>[] {
  const booked = lines
    .filter((line) => line.amount !== 0n)
    .map((line) => Object.freeze({ ...line, account: accountOf(line.account, accounts) }))
  assertBalanced(booked)
  return Object.freeze(booked)
}

/** A frozen entry. Throws where its lines do not balance or are fewer than two. */
export function sealEntry(
  no: number,
  date: CivilDate,
  description: string,
  lines: readonly JournalLine[],
): JournalEntry {
  assertInvariant(lines.length >= 2, `The entry "${description}" has fewer than two lines.`)
  assertBalanced(lines)
  return Object.freeze({ no, date, description, lines })
}

function assertBalanced(lines: readonly JournalLine[]): void {
  const sum = lines.reduce((total, line) => total + line.amount, 0n)
  assertInvariant(sum === 0n, `Debits less credits are ${sum}, not zero.`)
}
