import { PUSHED_KINDS } from '../domain/events/kinds'
import type { PushedKind } from '../domain/events/kinds'
import type { Database } from '../platform/database'

/** Of an event that is to be corrected, what its replacement takes over. */
export interface CorrectedEvent {
  eventId: string
  loanId: string
  kind: PushedKind
  /** A reversal has none. */
  customerId: string | null
}

/** Those of the events that were pushed to a business, by id: none of this ever changes. */
export async function correctedEvents(
  { prisma }: Database,
  businessId: string,
  eventIds: readonly string[],
): Promise<Map<string, CorrectedEvent>> {
  if (eventIds.length === 0) return new Map()
  const rows = await prisma.loanEvent.findMany({
    where: {
      ...{ businessId, id: { in: [...eventIds] }, kind: { in: [...PUSHED_KINDS] } },
      OR: [{ kind: 'REVERSAL' }, { stream: { home: 'PUSH' } }],
    },
    select: { id: true, kind: true, payload: true, stream: { select: { externalId: true } } },
  })
  return new Map(
    rows.map(({ id: eventId, kind, payload, stream }) => [
      eventId,
      {
        eventId,
        loanId: stream.externalId,
        kind: kind as PushedKind,
        customerId: (payload as { customerId?: string }).customerId ?? null,
      },
    ]),
  )
}
