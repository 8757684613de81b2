import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '../../src/platform/database'

/** What became of the events of a business that were received since a moment. */
export interface Outcome {
  events: number
  posted: number
  /** Refused by a rule. */
  failed: number
  /** From the first event's receipt to the last posting. */
  seconds: number
  /** From receipt to posting: the middle one, the slowest of a hundred, the slowest. */
  medianSeconds: number
  p99Seconds: number
  longestSeconds: number
  /** Loans, and those of them that had an event which took longer than five seconds. */
  loans: number
  loansHeldUp: number
}

const PATIENCE_MS = 300_000
const PAUSE_MS = 100

const OUTCOME = `
  WITH event AS (
    SELECT stream_id, status, received_at, finished_at,
           extract(epoch FROM finished_at - received_at)::float AS seconds
    FROM loan_event WHERE business_id = $1 AND received_at >= $2
  )
  SELECT count(*)::int AS events,
         count(*) FILTER (WHERE status = 'POSTED')::int AS posted,
         count(*) FILTER (WHERE status = 'FAILED')::int AS failed,
         extract(epoch FROM max(finished_at) - min(received_at))::float AS seconds,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS "medianSeconds",
         percentile_cont(0.99) WITHIN GROUP (ORDER BY seconds) AS "p99Seconds",
         max(seconds) AS "longestSeconds",
         count(DISTINCT stream_id)::int AS loans,
         count(DISTINCT stream_id) FILTER (WHERE seconds > 5)::int AS "loansHeldUp"
  FROM event`

/** Resolves when each event of the business has its outcome. */
export async function outcomeOf(
  database: Database,
  businessId: string,
  since = new Date(0),
): Promise<Outcome> {
  await allSettled(database, businessId)
  const [outcome] = await database.query<Outcome & Record<string, unknown>>(
    'cluster_outcome',
    OUTCOME,
    [businessId, since],
  )
  if (outcome === undefined) throw new Error('an aggregate returned no row')
  return outcome
}

async function allSettled(database: Database, businessId: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const [row] = await database.query<{ staged: number }>(
      'cluster_staged',
      `SELECT count(*)::int AS staged FROM loan_event WHERE business_id = $1 AND status = 'STAGED'`,
      [businessId],
    )
    if (row?.staged === 0) return
    if (Date.now() > deadline) {
      throw new Error(`${row?.staged} events are still staged after ${PATIENCE_MS / 1000} s`)
    }
    await sleep(PAUSE_MS)
  }
}
