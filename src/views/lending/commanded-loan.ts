import type { MinorUnits } from '../../domain/values/money'
import type { Database } from '../../platform/database'

/** What is needed of a loan to say what a command for it leaves out. */
export interface CommandedLoan {
  no: string
  /** Its externalId. */
  loanId: string
  /** Null before its first event was judged. */
  status: string | null
  principal: MinorUnits | null
  approvedPrincipal: MinorUnits | null
}

/** What an event says that the loan has not come to yet. */
const said = (kind: string, what: string) => `
  SELECT ${what} FROM loan_event e
  WHERE e.stream_id = s.id AND e.kind = '${kind}' AND e.status IN ('STAGED', 'PARKED')
  ORDER BY e.seq DESC LIMIT 1`

const LOAN = `
  SELECT s.id::text AS no, s.external_id AS "loanId", l.status,
         coalesce(l.principal::text, (${said('SUBMIT', "e.payload -> 'terms' ->> 'principal'")})) AS principal,
         coalesce(l.approved_principal::text, (${said('APPROVE', "e.payload ->> 'amount'")})) AS "approvedPrincipal"
  FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
  WHERE s.business_id = $1`

/** Null where the business has no loan of the number. */
export async function findCommandedLoan(
  database: Database,
  businessId: string,
  no: bigint,
): Promise<CommandedLoan | null> {
  const [row] = await database.query<CommandedLoan>(
    'commanded_loan',
    `${LOAN} AND s.id = $2::bigint`,
    [businessId, no],
  )
  return row ?? null
}

/** Null where the business has no loan that its sender calls so. */
export async function findLoanCalled(
  database: Database,
  businessId: string,
  loanId: string,
): Promise<CommandedLoan | null> {
  const [row] = await database.query<CommandedLoan>(
    'loan_called',
    `${LOAN} AND s.external_id = $2`,
    [businessId, loanId],
  )
  return row ?? null
}
