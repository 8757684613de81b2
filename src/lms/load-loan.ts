import type { StreamEvent } from '../domain/events/stream-event'
import type { LoanRef } from '../contract/loan-ref'
import type { StepRefusal } from '../contract/step-results'
import type { Statements } from '../platform/statements'
import type { PositionRecord } from './position-record'

/** The most events one pass takes: bounds a workflow task's time and an activity's result. */
export const BATCH_SIZE = 100

export interface OpenEvent {
  event: StreamEvent
  generation: number
  status: 'STAGED' | 'PARKED'
  /** Why it is parked. */
  parkReason: StepRefusal | null
  /** Another event that stands holds what this one claims: it came behind a reversal that failed. */
  contested: boolean
  /** Set where an earlier attempt has recorded this generation of the event. */
  recorded: { refusal: StepRefusal | null } | null
  receivedAt: string
}

export interface LoadedLoan {
  streamId: string
  currency: string
  seq: number
  /** Null before the loan's first event. */
  position: PositionRecord | null
  compensationOwed: boolean
  /** In order of seq. */
  events: OpenEvent[]
}

/** Of the loan `$2` of the business `$1`, as a `LoadedLoan`. */
export const LOAD_LOAN = `
  SELECT s.id::text AS "streamId", b.currency, coalesce(l.seq, 0) AS seq,
         CASE WHEN l.stream_id IS NOT NULL THEN position_json(l) END AS position,
         c.event_id IS NOT NULL AS "compensationOwed",
         coalesce(waiting.events, '[]') AS events
  FROM loan_stream s
  JOIN business b ON b.id = s.business_id
  LEFT JOIN loan l ON l.stream_id = s.id
  LEFT JOIN compensation c ON c.stream_id = s.id AND c.done_at IS NULL
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object(
             'event', e.event, 'generation', e.generation, 'status', e.status, 'receivedAt', e.received_at,
             'contested', e.claim LIKE '%@%' AND EXISTS (
               SELECT FROM loan_event o WHERE o.stream_id = s.id AND o.status = 'POSTED' AND o.id <> e.id
                 AND claim_base(o.claim) = claim_base(e.claim)),
             'parkReason', CASE WHEN e.status = 'PARKED'
               THEN jsonb_build_object('code', e.failure_code, 'message', e.failure_message) END,
             'recorded', CASE WHEN t.no IS NOT NULL THEN jsonb_build_object('refusal',
               CASE WHEN t.refusal_code IS NOT NULL
                 THEN jsonb_build_object('code', t.refusal_code, 'message', t.refusal_message) END) END)
             ORDER BY e.seq) AS events
    FROM (SELECT w.*, event_json(w) AS event FROM loan_event w WHERE stream_id = s.id AND status IN ('STAGED', 'PARKED')
          ORDER BY seq LIMIT ${BATCH_SIZE}) e
    LEFT JOIN loan_transaction t
      ON t.event_id = e.id AND t.caused_by = e.id AND t.generation = e.generation AND t.undoes IS NULL
  ) waiting ON true
  WHERE s.business_id = $1 AND s.external_id = $2`

/** Where the loan stands and what it has not yet finished; undefined where no event was ever staged. */
export async function loadLoan(
  database: Statements,
  loan: LoanRef,
): Promise<LoadedLoan | undefined> {
  const { businessId, loanId } = loan
  const rows = await database.query<LoadedLoan>('lms_load', LOAD_LOAN, [businessId, loanId])
  return rows[0]
}
