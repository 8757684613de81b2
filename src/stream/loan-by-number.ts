import type { Statements } from '../platform/statements'

/** Its name in the stream, which never changes; null where the business has no loan of the number. */
export async function loanIdByNumber(
  database: Statements,
  businessId: string,
  no: string,
): Promise<string | null> {
  const [row] = await database.query<{ loanId: string }>(
    'loan_by_number',
    'SELECT external_id AS "loanId" FROM loan_stream WHERE business_id = $1 AND id = $2::bigint',
    [businessId, no],
  )
  return row?.loanId ?? null
}
