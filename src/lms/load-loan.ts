import type { EventStatus } from '../domain/events/event-status'
import type { LendingEvent, LendingFact } from '../domain/events/lending/lending-event'
import type { PushedStreamEvent } from '../domain/events/stream-event'
import type { CivilDate } from '../domain/values/calendar'
import type { MinorUnits } from '../domain/values/money'
import { MOST_LIVE } from '../domain/engine/most-live'
import type { Stored } from '../contract/stored-events'
import type { LoanRef } from '../contract/loan-ref'
import type { StepRefusal } from '../contract/step-results'
import type { Statements } from '../platform/statements'
import type { PositionRecord } from './position-record'

/** The most events one pass takes: bounds a workflow task's time and an activity's result. */
export const BATCH_SIZE = 100

export interface OpenEvent<Event = PushedStreamEvent> {
  event: Event
  generation: number
  status: 'STAGED' | 'PARKED'
  /** Why it is parked. */
  parkReason: StepRefusal | null
  /** The number of an event that it takes for reversed, and that was not; null where there is none. */
  notReversed: number | null
  /** The reversal of the event that it replaces, with which it was staged. */
  reversal: OpenReversal | null
  /** Set where an earlier attempt has recorded this generation of the event. */
  recorded: { refusal: StepRefusal | null; judgedAmount: MinorUnits } | null
  receivedAt: string
  /** Of a reversal on a loan of our own LMS: the number of the transaction that it is to undo. */
  targetNo: string | null
}

export interface OpenReversal {
  eventId: string
  seq: number
  status: EventStatus
  /** Why it failed; without the words of an operator, who may name people. */
  code: string | null
  message: string | null
}

interface Loaded {
  streamId: string
  currency: string
  seq: number
  compensationOwed: boolean
}

/** A loan that another LMS pushes. */
export interface LoadedLoan extends Loaded {
  /** Null before the loan's first event. */
  position: PositionRecord | null
  /** In order of seq. */
  events: OpenEvent[]
  own: null
}

/** A loan of our own LMS. */
export interface LoadedOwnLoan extends Loaded {
  events: OpenEvent<LendingEvent>[]
  own: OwnFacts
}

export interface OwnFacts {
  /** The LMS of another deployment tells what becomes of it: the clock makes nothing of it here. */
  mirrored: boolean
  /** Of the business: where its days begin. */
  timeZone: string
  /** Of the business: nothing is dated on or before this day. */
  closedThrough: CivilDate | null
  /** What the loan is derived from, in order of seq; at most one more than a loan may have. */
  live: Stored<LendingFact>[]
}

/** With what was staged behind all that it was loaded with. */
export function withStaged(
  loan: LoadedOwnLoan,
  staged: readonly OpenEvent<LendingEvent>[],
): LoadedOwnLoan {
  return { ...loan, events: [...loan.events, ...staged] }
}

/** Of the loan `$2` of the business `$1`, as a `LoadedLoan` or a `LoadedOwnLoan`. */
export const LOAD_LOAN = `
  SELECT s.id::text AS "streamId", b.currency, coalesce(l.seq, 0) AS seq,
         CASE WHEN s.home = 'LMS' THEN
           jsonb_build_object('timeZone', b.time_zone, 'closedThrough', b.closed_through, 'mirrored', s.mirrored,
                              'live', live_facts(s.id, ${MOST_LIVE + 1})) END AS own,
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
             'notReversed', CASE WHEN e.relies_on IS NOT NULL THEN (
               SELECT min(o.seq) FROM loan_event o WHERE o.id = ANY (e.relies_on) AND o.status <> 'REVERSED') END,
             'reversal', CASE WHEN e.staged_with IS NOT NULL THEN (
               SELECT jsonb_build_object('eventId', x.id, 'seq', x.seq, 'status', x.status, 'code', x.failure_code,
                 'message', CASE WHEN x.failure_code <> 'SKIPPED' THEN x.failure_message END)
               FROM loan_event x WHERE x.id = e.staged_with) END,
             'targetNo', CASE WHEN s.home = 'LMS' AND e.kind = 'REVERSAL' THEN (
               SELECT max(x.id)::text FROM loan_transaction x
               WHERE x.event_id = (e.payload ->> 'eventId')::uuid AND x.undoes IS NULL AND x.part = 0) END,
             'parkReason', CASE WHEN e.status = 'PARKED'
               THEN jsonb_build_object('code', e.failure_code, 'message', e.failure_message) END,
             'recorded', CASE WHEN t.no IS NOT NULL THEN jsonb_build_object('refusal',
               CASE WHEN t.refusal_code IS NOT NULL
                 THEN jsonb_build_object('code', t.refusal_code, 'message', t.refusal_message) END,
               'judgedAmount', t.amount::text) END)
             ORDER BY e.seq) AS events
    FROM (SELECT w.*, event_json(w) AS event FROM loan_event w WHERE stream_id = s.id AND status IN ('STAGED', 'PARKED')
          ORDER BY seq LIMIT ${BATCH_SIZE}) e
    LEFT JOIN loan_transaction t
      ON t.event_id = e.id AND t.caused_by = e.id AND t.generation = e.generation AND t.undoes IS NULL AND t.part = 0
  ) waiting ON true
  WHERE s.business_id = $1 AND s.external_id = $2`

/** Where the loan stands and what it has not yet finished; undefined where no event was ever staged. */
export async function loadLoan(
  database: Statements,
  loan: LoanRef,
): Promise<LoadedLoan | LoadedOwnLoan | undefined> {
  const { businessId, loanId } = loan
  const rows = await database.query<LoadedLoan | LoadedOwnLoan>('lms_load', LOAD_LOAN, [
    businessId,
    loanId,
  ])
  return rows[0]
}
