import type { LoanEvent } from '../../../src/domain/events/stream-event'
import type { Posting } from '../../../src/domain/books/books'

export interface InvoiceFigures {
  no: number
  type: string
  date: string
  amount: bigint
  open: bigint
}

export const sum = (amounts: readonly bigint[]) =>
  amounts.reduce((total, amount) => total + amount, 0n)

/** Every invoice with what its allocations leave open, from the postings alone. */
export function invoicesOf(postings: readonly Posting[]): InvoiceFigures[] {
  const allocations = postings.flatMap((posting) => posting.allocations)
  return postings
    .flatMap((posting) => posting.invoices)
    .map(({ no, type, date, amount }) => {
      const paid = allocations.filter((each) => each.invoiceNo === no).map((each) => each.amount)
      return { no, type, date, amount, open: amount - sum(paid) }
    })
}

export function balanceOf(postings: readonly Posting[], account: string): bigint {
  const lines = postings.flatMap((posting) => posting.entries).flatMap((entry) => entry.lines)
  return sum(lines.filter((line) => line.account === account).map((line) => line.amount))
}

/** The balance of an account at the end of each date on which it changed. */
export function dailyBalances(postings: readonly Posting[], account: string): bigint[] {
  const entries = postings.flatMap((posting) => posting.entries)
  const dates = [...new Set(entries.map((entry) => entry.date))].sort()
  return dates.map((date) =>
    sum(
      entries
        .filter((entry) => entry.date <= date)
        .flatMap((entry) => entry.lines)
        .filter((line) => line.account === account)
        .map((line) => line.amount),
    ),
  )
}

export function receivedBy(event: LoanEvent): bigint {
  if (event.kind !== 'REPAYMENT' && event.kind !== 'EARLY_SETTLEMENT') return 0n
  return BigInt(event.payload.principal) + BigInt(event.payload.interest)
}

export function openTotal(invoices: readonly InvoiceFigures[], type: string): bigint {
  return sum(invoices.filter((invoice) => invoice.type === type).map(({ open }) => open))
}
