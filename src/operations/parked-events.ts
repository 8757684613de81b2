import type { EventKind } from '../domain/events/kinds'
import type { Database } from '../platform/database'
import { pageOf, windowOf } from '../platform/page'
import type { Page, PageRequest } from '../platform/page'

/** An event that waits for an operator. */
export interface ParkedEventView {
  eventId: string
  loanId: string
  sequence: number
  type: EventKind
  effectiveDate: string
  receivedAt: string
  /** When it was parked last. */
  since: string
  reason: { code: string; message: string }
  /** How many times it was parked. */
  times: number
  /** Events of the loan that wait behind it. */
  waitingBehind: number
}

/** The parked events of a business, those that wait longest first. */
export async function parkedEvents(
  database: Database,
  businessId: string,
  page: PageRequest,
): Promise<Page<ParkedEventView>> {
  const { take, skip } = windowOf(page)
  const rows = await database.query<{ total: number; item: ParkedEventView | null }>(
    'parked_events',
    `WITH parked AS (
       SELECT e.*, p.since, p.times
       FROM loan_event e
       CROSS JOIN LATERAL (
         SELECT coalesce(max(parked_at), e.received_at) AS since, count(*)::integer AS times
         FROM event_parking WHERE event_id = e.id) p
       WHERE e.business_id = $1 AND e.status = 'PARKED'
     ), shown AS (
       SELECT * FROM parked ORDER BY since, id LIMIT $2 OFFSET $3
     )
     SELECT (SELECT count(*)::integer FROM parked) AS total,
            CASE WHEN e.id IS NOT NULL THEN json_build_object(
              'eventId', e.id, 'loanId', s.external_id, 'sequence', e.seq, 'type', e.kind,
              'effectiveDate', e.effective_date,
              'receivedAt', iso_instant(e.received_at), 'since', iso_instant(e.since),
              'reason', json_build_object('code', e.failure_code, 'message', e.failure_message),
              'times', e.times,
              'waitingBehind', (SELECT count(*) FROM loan_event b
                                WHERE b.stream_id = e.stream_id AND b.seq > e.seq
                                  AND b.status IN ('STAGED', 'PARKED'))) END AS item
     FROM (SELECT) one LEFT JOIN shown e ON true LEFT JOIN loan_stream s ON s.id = e.stream_id
     ORDER BY e.since, e.id`,
    [businessId, take, skip],
  )
  return pageOf(rows, page)
}
