import type { Database } from '../platform/database'

/** What has been accepted and has no outcome yet, over all businesses. */
export interface Backlog {
  staged: number
  parked: number
  /** Seconds since the oldest staged event was received; 0 when none is staged. */
  oldestStagedSeconds: number
}

export async function readBacklog(database: Database): Promise<Backlog> {
  // The statuses as literals: only then does a prepared statement use the index of open events.
  const [row] = await database.query<{ staged: number; parked: number; oldest: number }>(
    'backlog',
    `SELECT count(*) FILTER (WHERE status = 'STAGED')::integer AS staged,
            count(*) FILTER (WHERE status = 'PARKED')::integer AS parked,
            coalesce(extract(epoch FROM now() - min(received_at) FILTER (WHERE status = 'STAGED')), 0)::float8 AS oldest
     FROM loan_event WHERE status IN ('STAGED', 'PARKED')`,
  )
  return {
    staged: row?.staged ?? 0,
    parked: row?.parked ?? 0,
    oldestStagedSeconds: Math.max(0, row?.oldest ?? 0),
  }
}
