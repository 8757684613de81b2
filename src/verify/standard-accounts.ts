import type { StandardAccount } from '../domain/books/chart'
import { standardAccountOf } from '../domain/books/control-accounts'
import type { AnyLoanRecord, RecordedLine } from './loan-record'

/** A line with the event it belongs to, on the standard chart under the codes in force when that was staged. */
export interface StandardLine extends RecordedLine {
  eventId: string
}

/** Lines whose entry or event is missing keep their own account. */
export function standardLines(record: AnyLoanRecord): StandardLine[] {
  const entries = new Map(record.entries.map((entry) => [entry.no, entry.eventId]))
  const accounts = new Map(
    record.events.map(({ event }) => [event.eventId, event.payload.accounts]),
  )
  return record.lines.map((line) => {
    const eventId = entries.get(line.entryNo) ?? ''
    return {
      ...line,
      eventId,
      account: standardAccountOf(line.account, accounts.get(eventId) ?? {}),
    }
  })
}

/** The loan's balance, debits less credits, on an account of the standard chart. */
export function standardBalances(record: AnyLoanRecord): (account: StandardAccount) => bigint {
  const balances = new Map<string, bigint>()
  for (const { account, amount } of standardLines(record)) {
    balances.set(account, (balances.get(account) ?? 0n) + amount)
  }
  return (account) => balances.get(account) ?? 0n
}
