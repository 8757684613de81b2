import type { MinorUnits } from '../../domain/values/money'
import type { Database } from '../../platform/database'

/** What is needed of a loan to say what a command for it leaves out. */
export interface CommandedLoan {
  no: string
  /** Its externalId. */
  loanId: string
  customerId: string | null
  principal: MinorUnits | null
  approvedPrincipal: MinorUnits | null
}

/** Null where the business has no loan of the number. */
export async function findCommandedLoan(
  database: Database,
  businessId: string,
  no: bigint,
): Promise<CommandedLoan | null> {
  const [row] = await database.query<CommandedLoan>(
    'commanded_loan',
    `SELECT s.id::text AS no, s.external_id AS "loanId",
            l.customer_id AS "customerId", l.principal::text AS principal,
            l.approved_principal::text AS "approvedPrincipal"
     FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
     WHERE s.business_id = $1 AND s.id = $2::bigint`,
    [businessId, no],
  )
  return row ?? null
}
