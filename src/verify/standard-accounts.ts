import { STANDARD_CHART, type StandardAccount } from '../domain/books/chart'
import type { LoanRecord, RecordedLine } from './loan-record'

/** The standard account that a line is on, under the codes in force when its event was staged. */
function standardOf(account: string, own: Record<string, string>): string {
  const mapped = STANDARD_CHART.find(({ code }) => own[code] === account)
  return mapped?.code ?? account
}

/** A line with the event it belongs to, on the standard chart. */
export interface StandardLine extends RecordedLine {
  eventId: string
}

/** Lines whose entry or event is missing keep their own account. */
export function standardLines(record: LoanRecord): StandardLine[] {
  const entries = new Map(record.entries.map((entry) => [entry.no, entry.eventId]))
  const accounts = new Map(
    record.events.map(({ event }) => [event.eventId, event.payload.accounts]),
  )
  return record.lines.map((line) => {
    const eventId = entries.get(line.entryNo) ?? ''
    return { ...line, eventId, account: standardOf(line.account, accounts.get(eventId) ?? {}) }
  })
}

/** The loan's balance, debits less credits, on an account of the standard chart. */
export function standardBalances(record: LoanRecord): (account: StandardAccount) => bigint {
  const balances = new Map<string, bigint>()
  for (const { account, amount } of standardLines(record)) {
    balances.set(account, (balances.get(account) ?? 0n) + amount)
  }
  return (account) => balances.get(account) ?? 0n
}
