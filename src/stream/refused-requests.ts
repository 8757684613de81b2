import type { Database } from '../platform/database'

/** How long an operator can still see what the API refused. */
const KEPT_DAYS = 90

export async function purgeRefusedRequests(database: Database): Promise<void> {
  await database.query(
    'purge_refused_requests',
    `DELETE FROM refused_request WHERE refused_at < now() - interval '${KEPT_DAYS} days'`,
  )
}
