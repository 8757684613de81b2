import type { Database } from '../../platform/database'

/** Which event brought a charge, and which of it it is; null where the loan has no charge of the number. */
export async function findCharge(
  database: Database,
  { businessId, loanId }: { businessId: string; loanId: string },
  charge: bigint,
): Promise<{ eventId: string; index: number } | null> {
  const [row] = await database.query<{ eventId: string; index: number }>(
    'find_charge',
    `SELECT h.event_id AS "eventId", h.index
     FROM loan_charge h JOIN loan_stream s ON s.id = h.stream_id
     WHERE s.business_id = $1 AND s.external_id = $2 AND h.id = $3::bigint`,
    [businessId, loanId, charge],
  )
  return row ?? null
}

/** Whose transaction it is; null where the loan has none of the number. */
export async function findTransactionEvent(
  database: Database,
  { businessId, loanId }: { businessId: string; loanId: string },
  transaction: bigint,
): Promise<string | null> {
  const [row] = await database.query<{ eventId: string }>(
    'find_transaction_event',
    `SELECT t.event_id AS "eventId"
     FROM loan_transaction t JOIN loan_stream s ON s.id = t.stream_id
     WHERE s.business_id = $1 AND s.external_id = $2 AND t.id = $3::bigint
       AND t.undoes IS NULL AND t.refusal_code IS NULL AND t.type <> upper(t.type)`,
    [businessId, loanId, transaction],
  )
  return row?.eventId ?? null
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
