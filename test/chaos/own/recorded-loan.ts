import type { LendingEvent } from '../../../src/domain/events/lending/lending-event'
import type { Database } from '../../../src/platform/database'

/** An event as the stream of a loan holds it. */
export interface RecordedEvent {
  eventId: string
  seq: number
  kind: LendingEvent['kind']
  effectiveDate: string
  payload: LendingEvent['payload']
  /** What the sender noted with it, or gave as the reason; null of what the product staged itself. */
  note: string | null
  key: string | null
  status: string
  code: string | null
  message: string | null
  reversedBy: string | null
}

export interface RecordedLoan {
  /** Its number. */
  no: string
  externalId: string
  events: RecordedEvent[]
  charges: { no: string; eventId: string; index: number }[]
  /** When the clock is to look at it next. */
  dueOn: string | null
  /** Minor units, debits less credits, zero ones left out. */
  balances: Record<string, string>
  /** Transfers of credit from or to it that have not come to an end. */
  openTransfers: number
}

/** All loans of a customer, of which its system may not know. */
export function readLoans(
  database: Database,
  businessId: string,
  customerId: string,
): Promise<RecordedLoan[]> {
  return database.query<RecordedLoan>(
    'chaos_own_loans',
    `SELECT s.id::text AS no, s.external_id AS "externalId",
       (SELECT jsonb_agg(jsonb_build_object(
                 'eventId', e.id, 'seq', e.seq, 'kind', e.kind, 'effectiveDate', e.effective_date,
                 'payload', e.payload, 'key', e.idempotency_key, 'status', e.status,
                 'note', CASE WHEN e.kind <> 'REVERSAL' THEN e.details ->> 'note'
                              WHEN e.sent_by <> 'credit transfer' THEN e.details ->> 'reason' END,
                 'code', e.failure_code, 'message', e.failure_message, 'reversedBy', e.reversed_by) ORDER BY e.seq)
        FROM loan_event e WHERE e.stream_id = s.id) AS events,
       coalesce((SELECT jsonb_agg(jsonb_build_object('no', c.id::text, 'eventId', c.event_id, 'index', c.index))
                 FROM loan_charge c WHERE c.stream_id = s.id), '[]') AS charges,
       (SELECT next_on::text FROM loan_due d WHERE d.stream_id = s.id) AS "dueOn",
       coalesce((SELECT jsonb_object_agg(account, sum ORDER BY account)
                 FROM (SELECT account, sum(amount)::text AS sum FROM journal_line l
                       WHERE l.stream_id = s.id GROUP BY account HAVING sum(amount) <> 0) b), '{}') AS balances,
       (SELECT count(*)::integer FROM credit_transfer t
        WHERE s.id IN (t.stream_id, t.to_stream_id) AND t.look_at IS NOT NULL) AS "openTransfers"
     FROM loan_stream s JOIN loan_event first ON first.stream_id = s.id AND first.seq = 1
     WHERE s.business_id = $1 AND first.payload ->> 'customerId' = $2 ORDER BY s.id`,
    [businessId, customerId],
  )
}
