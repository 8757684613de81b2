import type { EventStatus } from '../../domain/events/event-status'
import type { EventKind } from '../../domain/events/kinds'
import type { Database } from '../../platform/database'

/** What came of an event, without what it did to the books. */
export interface EventOutcome {
  eventId: string
  /** The loan's number. */
  loanId: string
  type: EventKind
  status: Exclude<EventStatus, 'STAGED'> | 'QUEUED'
  sequence: number
  effectiveDate: string
  receivedAt: string
  finishedAt: string | null
  error: { code: string; message: string } | null
}

/** Null where the business has no such event. */
export async function findEventOutcome(
  database: Database,
  businessId: string,
  eventId: string,
): Promise<EventOutcome | null> {
  const [row] = await database.query<{ outcome: EventOutcome }>(
    'find_event_outcome',
    `SELECT jsonb_build_object('eventId', id, 'loanId', stream_id::text, 'type', kind,
              'status', CASE status WHEN 'STAGED' THEN 'QUEUED' ELSE status END, 'sequence', seq,
              'effectiveDate', effective_date, 'receivedAt', iso_instant(received_at),
              'finishedAt', iso_instant(finished_at),
              'error', CASE WHEN failure_code IS NOT NULL THEN
                jsonb_build_object('code', failure_code, 'message', failure_message) END) AS outcome
     FROM loan_event WHERE business_id = $1 AND id = $2::uuid`,
    [businessId, eventId],
  )
  return row?.outcome ?? null
}
