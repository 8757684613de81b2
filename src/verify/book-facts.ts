import type { InvoiceLine, JournalLine } from '../domain/posting/books'
import type { DerivedLoan } from './derived-loan'
import type { Facts } from './difference'
import { groupBy } from './group-by'
import type { LoanRecord } from './loan-record'

type Major = (minor: bigint) => string

/** What the ledger must hold, by name of the thing. */
export function derivedBookFacts({ events, books }: DerivedLoan, major: Major): Map<string, Facts> {
  const facts = new Map<string, Facts>()
  const openInvoices = new Map(books.invoices.map(({ no, open }) => [no, open]))
  const openCredits = new Map(books.credits.map(({ eventId, open }) => [eventId, open]))
  for (const { event, posting } of events) {
    if (posting === null) continue
    const { eventId } = event
    for (const entry of posting.entries) {
      facts.set(entryName(entry), entryFacts({ ...entry, eventId, causedBy: eventId }, major))
    }
    for (const invoice of posting.invoices) {
      const open = openInvoices.get(invoice.no) ?? 0n
      facts.set(invoiceName(invoice), invoiceFacts({ ...invoice, eventId, open }, major))
    }
    for (const allocation of posting.allocations) {
      const whole = { ...allocation, causedBy: eventId }
      facts.set(allocationName(allocation), allocationFacts(whole, major))
    }
    for (const credit of posting.credits) {
      const open = openCredits.get(credit.eventId) ?? 0n
      facts.set(creditName(credit), creditFacts({ ...credit, open }, major))
    }
  }
  return facts
}

/** What the ledger holds. */
export function recordedBookFacts(record: LoanRecord, major: Major): Map<string, Facts> {
  const lines = groupBy(record.lines, ({ entryNo }) => entryNo)
  return new Map([
    ...record.entries.map(
      (entry) =>
        [
          entryName(entry),
          entryFacts({ ...entry, lines: lines.get(entry.no) ?? [] }, major),
        ] as const,
    ),
    ...record.invoices.map(
      (invoice) => [invoiceName(invoice), invoiceFacts(invoice, major)] as const,
    ),
    ...record.allocations.map(
      (part) => [allocationName(part), allocationFacts(part, major)] as const,
    ),
    ...record.credits.map((credit) => [creditName(credit), creditFacts(credit, major)] as const),
  ])
}

const entryName = ({ no }: { no: number }) => `journal entry ${no}`
const invoiceName = ({ no }: { no: number }) => `invoice ${no}`
const allocationName = ({ no }: { no: number }) => `allocation ${no}`
const creditName = ({ seq }: { seq: number }) => `credit of event ${seq}`

type Entry = Omit<LoanRecord['entries'][number], 'no'> & { lines: readonly JournalLine[] }

function entryFacts(entry: Entry, major: Major): Facts {
  const { date, description, eventId, causedBy, lines } = entry
  return { date, description, event: eventId, 'caused by': causedBy, lines: text(lines, major) }
}

type Invoice = Omit<LoanRecord['invoices'][number], 'no' | 'status' | 'lines'> & {
  lines: readonly InvoiceLine[]
}

function invoiceFacts(invoice: Invoice, major: Major): Facts {
  const { type, date, eventId } = invoice
  const lines = invoice.lines.map((line) => `${line.description}: ${text([line], major)}`)
  return {
    ...{ type, date, event: eventId },
    amount: major(invoice.amount),
    open: major(invoice.open),
    lines: lines.join('; '),
  }
}

function allocationFacts(part: Omit<LoanRecord['allocations'][number], 'no'>, major: Major): Facts {
  const { eventId, causedBy, source, date } = part
  return {
    ...{ source, date, event: eventId, 'caused by': causedBy },
    invoice: String(part.invoiceNo),
    amount: major(part.amount),
  }
}

function creditFacts(credit: LoanRecord['credits'][number], major: Major): Facts {
  const { eventId, date, amount, open } = credit
  return { event: eventId, date, amount: major(amount), open: major(open) }
}

function text(lines: readonly JournalLine[], major: Major): string {
  return lines.map(({ account, amount }) => `${account} ${major(amount)}`).join(', ')
}
