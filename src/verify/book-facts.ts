import type { InvoiceLine, JournalLine } from '../domain/books/books'
import type { Counters } from '../domain/books/ledger-change'
import type { Facts } from './difference'
import { groupBy } from '../domain/values/group-by'
import type { AnyLoanRecord } from './loan-record'
import type { PaperInvoice, PaperRows } from './paper-rows'

type Major = (minor: bigint) => string

/** What the ledger must hold, by the name of each row. */
export function derivedBookFacts(ledger: PaperRows, major: Major): Map<string, Facts> {
  const invoices = [...ledger.invoices.values()].map((invoice) => ({
    ...invoice,
    status: statusOf(invoice),
  }))
  const { entries, allocations, counters } = ledger
  const credits = [...ledger.credits.values()]
  return bookFacts({ entries, invoices, allocations, credits, counters }, major)
}

/** What the ledger holds. */
export function recordedBookFacts(record: AnyLoanRecord, major: Major): Map<string, Facts> {
  const lines = groupBy(record.lines, ({ entryNo }) => entryNo)
  const entries = record.entries.map((entry) => ({ ...entry, lines: lines.get(entry.no) ?? [] }))
  const counters = record.ledger ?? { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }
  return bookFacts({ ...record, entries, counters }, major)
}

interface Books extends Pick<AnyLoanRecord, 'credits'> {
  allocations: readonly Omit<AnyLoanRecord['allocations'][number], 'bookedOn'>[]
  entries: readonly (Omit<AnyLoanRecord['entries'][number], 'hash' | 'generation'> & {
    lines: readonly JournalLine[]
  })[]
  invoices: readonly (Omit<AnyLoanRecord['invoices'][number], 'lines'> & {
    lines: readonly InvoiceLine[]
  })[]
  counters: Counters
}

function bookFacts(books: Books, major: Major): Map<string, Facts> {
  return new Map<string, Facts>([
    ...books.entries.map((row) => [`journal entry ${row.no}`, entryFacts(row, major)] as const),
    ...books.invoices.map((row) => [`invoice ${row.no}`, invoiceFacts(row, major)] as const),
    ...books.allocations.map(
      (row) => [`allocation ${row.no}`, allocationFacts(row, major)] as const,
    ),
    ...books.credits.map((row) => [creditName(row), creditFacts(row, major)] as const),
    ['ledger', counterFacts(books.counters)],
  ])
}

function entryFacts(entry: Books['entries'][number], major: Major): Facts {
  const { part, date, valueDate, description, eventId, causedBy, reverses, lines } = entry
  return {
    ...{ date, 'value date': valueDate, description, event: eventId, 'caused by': causedBy },
    part: part ?? '',
    reverses: String(reverses ?? ''),
    lines: text(lines, major),
  }
}

function invoiceFacts(invoice: Books['invoices'][number], major: Major): Facts {
  const { type, date, eventId, status } = invoice
  const lines = invoice.lines.map((line) => `${line.description}: ${text([line], major)}`)
  return {
    ...{ type, date, event: eventId, status },
    amount: major(invoice.amount),
    open: major(invoice.open),
    lines: lines.join('; '),
  }
}

function allocationFacts(allocation: Books['allocations'][number], major: Major): Facts {
  const { eventId, causedBy, source, entryNo, date, invoiceNo, amount, reverses } = allocation
  return {
    ...{ source, date, event: eventId, 'caused by': causedBy },
    entry: String(entryNo ?? ''),
    invoice: String(invoiceNo),
    amount: major(amount),
    reverses: String(reverses ?? ''),
  }
}

function creditName({ kind, seq }: Books['credits'][number]): string {
  return `${kind === 'ADVANCE' ? 'interest paid ahead by' : 'credit of'} event ${seq}`
}

function creditFacts(credit: Books['credits'][number], major: Major): Facts {
  const { eventId, date, amount, open } = credit
  return { event: eventId, date, amount: major(amount), open: major(open) }
}

function counterFacts({ nextInvoice, nextEntry, nextAllocation }: Counters): Facts {
  return {
    'next invoice': String(nextInvoice),
    'next entry': String(nextEntry),
    'next allocation': String(nextAllocation),
  }
}

function statusOf({ isCancelled, open }: PaperInvoice): 'OPEN' | 'PAID' | 'CANCELLED' {
  if (isCancelled) return 'CANCELLED'
  return open > 0n ? 'OPEN' : 'PAID'
}

function text(lines: readonly JournalLine[], major: Major): string {
  return lines.map(({ account, amount }) => `${account} ${major(amount)}`).join(', ')
}
