import type { AccountingResult } from '../contract/step-results'
import type { LoanEvent } from '../domain/events/stream-event'
import { standingPosition } from '../domain/pushed/derive'
import type { Statements } from '../platform/statements'
import { toRecord } from './position-record'

interface Compensated {
  failed: { seq: number; code: string } | null
  more: boolean
}

const STANDING = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('eventId', e.id, 'seq', e.seq, 'kind', e.kind,
           'effectiveDate', e.effective_date, 'payload', e.payload) ORDER BY e.seq), '[]') AS events
  FROM compensation c JOIN loan_event e ON e.stream_id = c.stream_id AND e.seq < c.from_seq
  WHERE c.stream_id = $1::bigint AND c.done_at IS NULL AND e.status = 'POSTED' AND e.kind <> 'REVERSAL'`

/**
 * Pays the compensation a loan owes: undoes its LMS transitions, last first, and fails the event
 * that Accounting refused; those behind it are taken again. Does nothing where none is owed.
 */
export async function compensateTransitions(
  database: Statements,
  streamId: string,
): Promise<AccountingResult> {
  const [standing] = await database.query<{ events: LoanEvent[] }>('standing_events', STANDING, [
    streamId,
  ])
  const position = standingPosition(standing?.events ?? [])
  const [row] = await database.query<{ outcome: Compensated }>(
    'compensate',
    'SELECT compensate($1::bigint, $2::jsonb) AS outcome',
    [streamId, JSON.stringify(toRecord(position))],
  )
  if (row === undefined) throw new Error('compensate gave no outcome')
  const { failed, more } = row.outcome
  return {
    outcomes: failed === null ? [] : [{ seq: failed.seq, status: 'FAILED', code: failed.code }],
    more,
    compensationOwed: false,
  }
}
