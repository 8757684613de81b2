import type { Database } from '../platform/database'

/** Loans on which something has fallen due by the clock and is not yet done, over all businesses. */
export interface LoansBehind {
  count: number
  /** Seconds since the day began on which the oldest fell due, where its business is; 0 without any. */
  oldestSeconds: number
}

/**
 * Those that the relay has told are not looked for by when it tells them again: that is put off
 * with each try. Parked loans wait for their operator, and are counted as that.
 */
const BEHIND = `
  SELECT count(*)::integer AS count,
         coalesce(extract(epoch FROM now() - min(d.next_on::timestamp AT TIME ZONE b.time_zone)), 0)::float8 AS oldest
  FROM (SELECT stream_id, business_id, next_on FROM loan_due WHERE attempts > 0
        UNION ALL
        SELECT stream_id, business_id, next_on FROM loan_due WHERE wake_at <= now() AND attempts = 0) d
  JOIN loan_stream s ON s.id = d.stream_id JOIN business b ON b.id = d.business_id
  WHERE NOT s.parked`

export async function readLoansBehind(database: Database): Promise<LoansBehind> {
  const [row] = await database.query<{ count: number; oldest: number }>('loans_behind', BEHIND)
  return { count: row?.count ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) }
}
