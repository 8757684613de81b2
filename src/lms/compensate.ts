import type { AccountingResult } from '../contract/step-results'
import { factsOf } from '../contract/stored-events'
import { MOST_LIVE } from '../domain/engine/most-live'
import type { Stored } from '../contract/stored-events'
import { deriveIfAny } from '../domain/engine/derive'
import type { LendingFact } from '../domain/events/lending/lending-event'
import type { LoanEvent } from '../domain/events/stream-event'
import { standingPosition } from '../domain/pushed/derive'
import type { Statements } from '../platform/statements'
import { ownRecordOf } from './own/own-record'
import type { OwnPositionRecord } from './own/own-record'
import { toRecord } from './position-record'
import type { PositionRecord } from './position-record'

interface Compensated {
  failed: { seq: number; code: string } | null
  more: boolean
}

const STANDING = `
  SELECT CASE WHEN s.home = 'LMS' THEN live_facts(s.id, ${MOST_LIVE}) END AS live,
         coalesce((SELECT jsonb_agg(event_json(e) ORDER BY e.seq) FROM loan_event e
                   WHERE e.stream_id = s.id AND e.seq < c.from_seq AND e.status = 'POSTED' AND e.kind <> 'REVERSAL'
                     AND s.home = 'PUSH'), '[]') AS events
  FROM compensation c JOIN loan_stream s ON s.id = c.stream_id
  WHERE c.stream_id = $1::bigint AND c.done_at IS NULL`

interface Standing {
  events: LoanEvent[]
  /** Of a loan of our own LMS: what it is derived from before what is undone. */
  live: Stored<LendingFact>[] | null
}

/**
 * Pays the compensation a loan owes: undoes its LMS transitions, last first, and fails the event
 * that Accounting refused; those behind it are taken again. Does nothing where none is owed.
 */
export async function compensateTransitions(
  database: Statements,
  streamId: string,
): Promise<AccountingResult> {
  const [standing] = await database.query<Standing>('standing_events', STANDING, [streamId])
  const position = recordOf(standing ?? { events: [], live: null })
  const [row] = await database.query<{ outcome: Compensated }>(
    'compensate',
    'SELECT compensate($1::bigint, $2::jsonb) AS outcome',
    [streamId, JSON.stringify(position)],
  )
  if (row === undefined) throw new Error('compensate gave no outcome')
  const { failed, more } = row.outcome
  return {
    outcomes: failed === null ? [] : [{ seq: failed.seq, status: 'FAILED', code: failed.code }],
    more,
    compensationOwed: false,
  }
}

function recordOf({ events, live }: Standing): PositionRecord | OwnPositionRecord {
  if (live === null) return toRecord(standingPosition(events))
  return ownRecordOf(deriveIfAny(factsOf(live)))
}
