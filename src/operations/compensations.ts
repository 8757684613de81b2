import type { Prisma } from '../generated/prisma/client'
import type { Database } from '../platform/database'
import { windowOf } from '../platform/page'
import type { Page, PageRequest } from '../platform/page'

/** An undo in the LMS that a refusal, or a skip, left owed. */
export interface CompensationView {
  eventId: string
  loanId: string
  generation: number
  /** The events whose transitions are undone, by their place in the stream. */
  fromSequence: number
  toSequence: number
  reason: { code: string; message: string }
  owedAt: string
  /** Null while it is owed. */
  doneAt: string | null
}

export type CompensationState = 'owed' | 'done'

export const compensationParts = {
  stream: { select: { externalId: true } },
} satisfies Prisma.CompensationInclude

type CompensationRow = Prisma.CompensationGetPayload<{ include: typeof compensationParts }>

/** The compensations of a business, those still owed first, then the latest. */
export async function compensations(
  { prisma }: Database,
  businessId: string,
  state: CompensationState | undefined,
  page: PageRequest,
): Promise<Page<CompensationView>> {
  const done = state === undefined ? {} : { doneAt: state === 'owed' ? null : { not: null } }
  const where: Prisma.CompensationWhereInput = { stream: { businessId }, ...done }
  const [total, rows] = await prisma.$transaction([
    prisma.compensation.count({ where }),
    prisma.compensation.findMany({
      where,
      include: compensationParts,
      orderBy: [
        { doneAt: { sort: 'desc', nulls: 'first' } },
        { owedAt: 'desc' },
        { eventId: 'desc' },
        { generation: 'desc' },
      ],
      ...windowOf(page),
    }),
  ])
  return { items: rows.map(toCompensationView), total, page: page.page, rowsPerPage: page.rows }
}

export function toCompensationView(row: CompensationRow): CompensationView {
  return {
    eventId: row.eventId,
    loanId: row.stream.externalId,
    generation: row.generation,
    fromSequence: row.fromSeq,
    toSequence: row.toSeq,
    reason: { code: row.refusalCode, message: row.refusalMessage },
    owedAt: row.owedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
  }
}
