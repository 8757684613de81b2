import type { ToldEvent } from '../contract/loan-messages'
import { envelopeOf } from '../contract/event-envelope'
import type { LoanRef } from '../contract/loan-ref'
import type { StreamEvent } from '../domain/events/stream-event'
import type { Database } from '../platform/database'

/** The most loans told again in one round: a cap on the rate after an outage. */
const ROUND_SIZE = 50

/** Makes the relay tell this loan as soon as it looks. */
export async function tellSoon(database: Database, loan: LoanRef): Promise<void> {
  await database.query(
    'tell_soon',
    'UPDATE loan_stream SET retell_at = now() WHERE business_id = $1 AND external_id = $2 AND busy',
    [loan.businessId, loan.loanId],
  )
}

const TAKE_DUE = `
  WITH due AS (
    SELECT id FROM loan_stream WHERE retell_at <= now() AND busy AND NOT parked
    ORDER BY retell_at LIMIT ${ROUND_SIZE} FOR NO KEY UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE loan_stream s
    SET retell_attempts = retell_attempts + 1,
        retell_at = now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(retell_attempts, 10))
    FROM due WHERE s.id = due.id
    RETURNING s.id, loan_ref(s) AS loan
  )
  SELECT t.loan, e.event
  FROM taken t
  CROSS JOIN LATERAL (SELECT event_json(w) AS event FROM loan_event w WHERE stream_id = t.id AND status = 'STAGED'
                      ORDER BY seq LIMIT 1) e`

/**
 * The first staged event of each loan whose time to be told again has come; the next time is
 * set, twice as far off with each try up to an hour. Several relays never get the same loan.
 */
export async function takeDue(database: Database): Promise<ToldEvent[]> {
  const rows = await database.query<{ loan: LoanRef; event: StreamEvent }>('relay_due', TAKE_DUE)
  return rows.map(({ loan, event }) => ({ loan, envelope: envelopeOf(event) }))
}
