import type { EventKind } from '../domain/events/kinds'
import type { Database } from '../platform/database'
import type { FieldError } from '../platform/errors'

/** How long an operator can still see what the API refused. */
const KEPT_DAYS = 90

/** What `keep_refused` is handed: it refuses a key that is missing. */
export interface KeepRefusedArgument {
  businessId: string
  /** What is beyond it is counted and not kept. */
  mostOfAnHour: number
  requests: RefusedRow[]
}

export interface RefusedRow {
  loan_id: string | null
  kind: EventKind
  code: string
  message: string
  fields: FieldError[]
  sent_by: string
}

/** Keeps what was refused together in one statement. */
export async function keepRefused(
  database: Database,
  argument: KeepRefusedArgument,
): Promise<void> {
  await database.query('keep_refused', 'SELECT keep_refused($1::jsonb)', [JSON.stringify(argument)])
}

export async function purgeRefusedRequests(database: Database): Promise<void> {
  await database.query(
    'purge_refused_requests',
    `WITH hours AS (DELETE FROM refused_hour WHERE hour < now() - interval '${KEPT_DAYS} days')
     DELETE FROM refused_request WHERE refused_at < now() - interval '${KEPT_DAYS} days'`,
  )
}
