import type { Database } from '../platform/database'
import { readEventBooks } from './event-books'
import type { EventBooks } from './event-books'
import { toEventRecord } from './event-record'
import type { EventRecord } from './event-record'

export interface EventView extends EventBooks {
  loanId: string
  event: EventRecord
}

/** An event of a business with what it did to the books; null where the business has none such. */
export async function findEvent(
  database: Database,
  businessId: string,
  eventId: string,
): Promise<EventView | null> {
  const row = await database.prisma.loanEvent.findFirst({
    where: { id: eventId, businessId },
    include: { stream: { select: { externalId: true } } },
  })
  if (row === null) return null
  const loanId = row.stream.externalId
  const event = toEventRecord(row)
  if (event.status === 'STAGED') return { loanId, event, invoices: [], journalEntries: [] }

  // The event's status is committed with its postings: read after it, they are all there.
  const books = await readEventBooks(database, loanId, row.streamId, eventId)
  return { loanId, event, ...books }
}
