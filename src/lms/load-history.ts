import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import type { LoanEvent } from '../domain/events/stream-event'
import type { Statements } from '../platform/statements'

/** What a reversal is judged against, and what the credit of a loan comes from. */
export interface LoanHistory {
  /** The loan's posted events but reversals, none of them reversed, in order of seq. */
  posted: LoanEvent[]
  target: { kind: EventKind; status: EventStatus } | null
}

const LOAD = `
  SELECT coalesce(jsonb_agg(event_json(e) ORDER BY e.seq)
           FILTER (WHERE e.status = 'POSTED' AND e.kind <> 'REVERSAL'), '[]') AS posted,
         (SELECT jsonb_build_object('kind', kind, 'status', status)
          FROM loan_event WHERE stream_id = $1::bigint AND id = $2::uuid) AS target
  FROM loan_event e WHERE e.stream_id = $1::bigint`

export async function loadHistory(
  database: Statements,
  streamId: string,
  targetId: string | null,
): Promise<LoanHistory> {
  const [history] = await database.query<LoanHistory>('lms_history', LOAD, [streamId, targetId])
  return history ?? { posted: [], target: null }
}
