import type { Database } from '../platform/database'
import type { InvoiceView, JournalEntryView } from './books-view'
import { toEventRecord } from './event-record'
import type { EventRecord } from './event-record'
import { invoiceParts, toInvoiceView } from './invoices'
import { entryParts, toJournalEntryView } from './journal-entries'

export interface EventView {
  loanId: string
  event: EventRecord
  /** The invoices it made and those it paid; of a reversal, those of all it changed. */
  invoices: InvoiceView[]
  /** Its own entries and all that it caused. */
  journalEntries: JournalEntryView[]
}

/** An event of a business with what it did to the books; null where the business has none such. */
export async function findEvent(
  { prisma }: Database,
  businessId: string,
  eventId: string,
): Promise<EventView | null> {
  const row = await prisma.loanEvent.findFirst({
    where: { id: eventId, businessId },
    include: { stream: { select: { externalId: true } } },
  })
  if (row === null) return null
  const loanId = row.stream.externalId
  const event = toEventRecord(row)
  if (event.status === 'STAGED') return { loanId, event, invoices: [], journalEntries: [] }

  // The event's status is committed with its postings: read after it, they are all there.
  const { streamId } = row
  const entries = await prisma.journalEntry.findMany({
    where: { streamId, OR: [{ eventId }, { causedBy: eventId }] },
    include: entryParts,
    orderBy: { no: 'asc' },
  })
  const touched = { in: [...new Set([eventId, ...entries.map((entry) => entry.eventId)])] }
  const invoices = await prisma.invoice.findMany({
    where: {
      streamId,
      OR: [{ eventId: touched }, { allocations: { some: { causedBy: touched } } }],
    },
    include: invoiceParts,
    orderBy: { no: 'asc' },
  })
  return {
    loanId,
    event,
    invoices: invoices.map((invoice) => toInvoiceView(loanId, invoice)),
    journalEntries: entries.map((entry) => toJournalEntryView(loanId, entry)),
  }
}
