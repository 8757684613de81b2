import { accountOf, type StandardAccount } from './chart'
import { assertInvariant } from '../values/invariant'
import { isControlAccount } from './control-accounts'
import type { BookableLine, JournalLine } from './books'

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

/** A line under the code that the business books its account under. */
export function bookable(line: DraftLine, accounts: Record<string, string>): BookableLine {
  const { account, amount } = line
  const control = isControlAccount(account) ? account : null
  return Object.freeze({ account: accountOf(account, accounts), amount, control })
}

/** Lines as the journal holds them: balanced, frozen, none of them zero. */
export function sealLines(
  lines: readonly JournalLine[],
  description: string,
): readonly JournalLine[] {
  const sealed = lines
    .filter(({ amount }) => amount !== 0n)
    .map(({ account, amount }) => Object.freeze({ account, amount }))
  assertInvariant(sealed.length >= 2, `The entry "${description}" has fewer than two lines.`)
  assertBalanced(sealed)
  return Object.freeze(sealed)
}

export function assertBalanced(lines: readonly JournalLine[]): void {
  const sum = lines.reduce((total, line) => total + line.amount, 0n)
  assertInvariant(sum === 0n, `Debits less credits are ${sum}, not zero.`)
}
