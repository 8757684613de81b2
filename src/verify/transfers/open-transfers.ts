import type { Database } from '../../platform/database'
import type { OpenTransfer } from '../report'

const OPEN = `
  SELECT t.business_id AS "businessId", giving.external_id AS "loanId", taking.external_id AS "toLoanId"
  FROM credit_transfer t
  JOIN loan_stream giving ON giving.id = t.stream_id
  JOIN loan_stream taking ON taking.id = t.to_stream_id
  WHERE t.look_at IS NOT NULL AND ($1::uuid IS NULL OR t.business_id = $1::uuid)
  ORDER BY t.created_at, t.id`

/** Credit that has left one loan, or is about to, and of which it is not decided whether another has it. */
export function openTransfers(
  database: Database,
  businessId: string | null,
): Promise<OpenTransfer[]> {
  return database.query<OpenTransfer>('verify_transfers', OPEN, [businessId])
}
