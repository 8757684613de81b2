import type { LoanHealth } from '../contract/loan-messages'
import type { Database } from '../platform/database'

/** A loan whose oldest staged event is older is being tried again, or nobody takes it. */
const LATE = `interval '30 seconds'`

export interface OperationsHealth {
  /** RETRYING: an event has waited for more than 30 seconds and none is parked. */
  loans: Record<LoanHealth, number>
  /** Events by what they wait for. */
  staged: number
  parked: number
  /** Seconds; 0 where none is staged. */
  oldestStagedSeconds: number
  compensationsOwed: number
}

/** How a business's loans are, from the database alone. */
export async function operationsHealth(
  database: Database,
  businessId: string,
): Promise<OperationsHealth> {
  // The statuses as literals: only then does a prepared statement use the index of open events.
  const [row] = await database.query<{ health: OperationsHealth }>(
    'operations_health',
    `WITH open AS (
       SELECT stream_id,
              count(*) FILTER (WHERE status = 'STAGED') AS staged,
              count(*) FILTER (WHERE status = 'PARKED') AS parked,
              min(received_at) FILTER (WHERE status = 'STAGED') AS oldest
       FROM loan_event WHERE status IN ('STAGED', 'PARKED') AND business_id = $1 GROUP BY stream_id
     ), counted AS (
       SELECT count(*) FILTER (WHERE parked > 0) AS parked_loans,
              count(*) FILTER (WHERE parked = 0 AND oldest < now() - ${LATE}) AS late_loans,
              coalesce(sum(staged), 0) AS staged, coalesce(sum(parked), 0) AS parked,
              coalesce(greatest(0, extract(epoch FROM now() - min(oldest))), 0) AS oldest_seconds
       FROM open
     )
     SELECT json_build_object(
       'loans', json_build_object(
         'OK', (SELECT count(*) FROM loan_stream WHERE business_id = $1) - parked_loans - late_loans,
         'RETRYING', late_loans, 'PARKED', parked_loans),
       'staged', staged, 'parked', parked, 'oldestStagedSeconds', round(oldest_seconds, 3),
       'compensationsOwed', (SELECT count(*) FROM compensation c JOIN loan_stream s ON s.id = c.stream_id
                             WHERE c.done_at IS NULL AND s.business_id = $1)) AS health
     FROM counted`,
    [businessId],
  )
  if (row === undefined) throw new Error('a count gave no row')
  return row.health
}
