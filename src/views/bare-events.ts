import type { Prisma } from '../generated/prisma/client'
import type { Database } from '../platform/database'
import { toEventRecord } from './event-record'
import type { EventView } from './event-view'

/**
 * Events of a business by their ids, without what they did to the books: in one query however
 * many they are, and however much their loans hold.
 */
export async function findBareEvents(
  database: Database,
  businessId: string,
  eventIds: string[],
): Promise<Map<string, EventView>> {
  if (eventIds.length === 0) return new Map()
  const rows = await readBare(database, { id: { in: eventIds }, businessId })
  return new Map(rows.map((row) => [row.id, bareView(row)]))
}

/** The same by their Idempotency-Keys. */
export async function findBareEventsByKey(
  database: Database,
  businessId: string,
  keys: string[],
): Promise<Map<string, EventView>> {
  if (keys.length === 0) return new Map()
  const rows = await readBare(database, { idempotencyKey: { in: keys }, businessId })
  return new Map(rows.map((row) => [row.idempotencyKey ?? '', bareView(row)]))
}

type Row = Awaited<ReturnType<typeof readBare>>[number]

function readBare({ prisma }: Database, where: Prisma.LoanEventWhereInput) {
  return prisma.loanEvent.findMany({
    where,
    include: {
      stream: { select: { externalId: true } },
      correction: { select: { id: true, seq: true, status: true } },
    },
  })
}

function bareView(row: Row): EventView {
  const { stream } = row
  return {
    loanId: stream.externalId,
    event: toEventRecord(row),
    invoices: [],
    journalEntries: [],
  }
}
