import type { LoanRef } from '../../contract/loan-ref'
import type { StepRefusal } from '../../contract/step-results'
import type { Database } from '../../platform/database'
import type { StreamEvent } from '../../domain/events/stream-event'
import type { LedgerEvent } from '../load-books'
import type { FinalAnswer } from './answer'
import type { Party } from './party'

/** An event of a batch with all that sending it takes. */
export interface RemoteEvent<Event extends StreamEvent = StreamEvent>
  extends LedgerEvent<Event>, Party {
  streamId: string
  loan: LoanRef
  /** What Accounting answered to an earlier attempt with this generation of the event. */
  answer: FinalAnswer | null
}

interface Row extends Party {
  eventId: string
  answer: { status: 'POSTED' | 'REFUSED'; remoteEventId: string; reason: StepRefusal } | null
}

const LOAD = `
  SELECT e.id AS "eventId", b.currency, c.name AS "customerName", e.payload || coalesce(e.details, '{}') AS words,
         (SELECT x.remote_event_id FROM external_posting x
          WHERE x.event_id = coalesce(e.payload ->> 'eventId', e.payload ->> 'chargeEventId')::uuid AND x.remote_status = 'POSTED'
          ORDER BY x.generation DESC LIMIT 1) AS "targetId",
         (SELECT jsonb_build_object('status', x.remote_status, 'remoteEventId', x.remote_event_id, 'reason',
                   jsonb_build_object('code', x.refusal_code, 'message', x.refusal_message))
          FROM external_posting x WHERE x.event_id = e.id AND x.generation = e.generation) AS answer
  FROM loan_event e JOIN business b ON b.id = e.business_id
  LEFT JOIN customer c ON c.business_id = e.business_id AND c.customer_id = e.payload ->> 'customerId'
  WHERE e.id = ANY ($1::uuid[])`

export async function loadRemoteEvents<Event extends StreamEvent>(
  database: Database,
  streamId: string,
  loan: LoanRef,
  events: readonly LedgerEvent<Event>[],
): Promise<RemoteEvent<Event>[]> {
  const ids = events.map(({ event }) => event.eventId)
  const rows = await database.query<Row>('external_load', LOAD, [ids])
  const byId = new Map(rows.map(({ eventId, ...found }) => [eventId, found]))
  return events.map((ledgerEvent) => {
    const found = byId.get(ledgerEvent.event.eventId)
    if (found === undefined) throw new Error('An event that was there a moment ago is not.')
    return { ...ledgerEvent, ...found, streamId, loan }
  })
}

const RECORD = `
  INSERT INTO external_posting (event_id, generation, stream_id, business_id, remote_event_id, remote_status,
                                refusal_code, refusal_message)
  VALUES ($1, $2, $3::bigint, $4, $5, $6, $7, $8)
  ON CONFLICT DO NOTHING RETURNING remote_status`

/** Keeps an answer; false where another attempt has kept one before. */
export async function recordAnswer(
  database: Database,
  { event, generation, streamId, loan }: RemoteEvent,
  answer: FinalAnswer,
): Promise<boolean> {
  const reason = answer.status === 'REFUSED' ? answer.reason : null
  const rows = await database.query('external_record', RECORD, [
    event.eventId,
    generation,
    streamId,
    loan.businessId,
    answer.remoteEventId,
    answer.status,
    reason?.code ?? null,
    reason?.message ?? null,
  ])
  return rows.length > 0
}
