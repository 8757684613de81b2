import type { CivilDate } from '../../domain/values/calendar'
import type { Database } from '../../platform/database'

/** The event of a transaction, and how its loan stands. */
export interface TransactionEvent {
  eventId: string
  /** The event's own. */
  date: CivilDate
  loanStatus: string
  disbursedOn: CivilDate | null
}

/** Null where the loan has none of the number. */
export async function findTransactionEvent(
  database: Database,
  { businessId, loanId }: { businessId: string; loanId: string },
  transaction: bigint,
): Promise<TransactionEvent | null> {
  const [row] = await database.query<TransactionEvent>(
    'find_transaction_event',
    `SELECT t.event_id AS "eventId", e.effective_date::text AS date, l.status AS "loanStatus",
            l.disbursed_on::text AS "disbursedOn"
     FROM loan_transaction t JOIN loan_stream s ON s.id = t.stream_id
       JOIN loan l ON l.stream_id = s.id JOIN loan_event e ON e.id = t.event_id
     WHERE s.business_id = $1 AND s.external_id = $2 AND t.id = $3::bigint
       AND t.undoes IS NULL AND t.refusal_code IS NULL AND t.type <> upper(t.type)`,
    [businessId, loanId, transaction],
  )
  return row ?? null
}

/** The transfer of credit that an event is a side of; null where it is of none. */
export async function findTransferOf(database: Database, eventId: string): Promise<string | null> {
  const [row] = await database.query<{ transferId: string }>(
    'find_transfer_of',
    `SELECT transfer_id AS "transferId" FROM credit_transfer_step WHERE event_id = $1`,
    [eventId],
  )
  return row?.transferId ?? null
}
