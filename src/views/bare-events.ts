import type { Database } from '../platform/database'
import { toEventRecord } from './event-record'
import type { EventView } from './event-view'

/**
 * Events of a business by their ids, without what they did to the books: in one query however
 * many they are, and however much their loans hold.
 */
export async function findBareEvents(
  { prisma }: Database,
  businessId: string,
  eventIds: string[],
): Promise<Map<string, EventView>> {
  if (eventIds.length === 0) return new Map()
  const rows = await prisma.loanEvent.findMany({
    where: { id: { in: eventIds }, businessId },
    include: { stream: { select: { externalId: true } } },
  })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        loanId: row.stream.externalId,
        event: toEventRecord(row),
        invoices: [],
        journalEntries: [],
      },
    ]),
  )
}
