import type { Database } from '../../src/platform/database'
import type { LoanRef } from '../../src/contract/loan-ref'

interface Figures {
  principal: bigint
  interest: bigint
  credit: bigint
  seq: number
}

const FIGURES = `
  SELECT to_jsonb(l) AS lms, to_jsonb(b) AS books, unbalanced FROM (
    SELECT s.id FROM loan_stream s WHERE s.business_id = $1 AND s.external_id = $2
  ) stream
  CROSS JOIN LATERAL (
    SELECT principal_outstanding AS principal, interest_outstanding AS interest, credit_balance AS credit, seq
    FROM loan WHERE stream_id = stream.id
  ) l
  CROSS JOIN LATERAL (
    SELECT coalesce((SELECT sum(open) FROM invoice WHERE stream_id = stream.id AND type = 'DISBURSEMENT'), 0)
             AS principal,
           coalesce((SELECT sum(open) FROM invoice WHERE stream_id = stream.id AND type = 'INTEREST'), 0)
             AS interest,
           coalesce((SELECT sum(open) FROM customer_credit WHERE stream_id = stream.id), 0) AS credit, seq
    FROM ledger_loan WHERE stream_id = stream.id
  ) b
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS unbalanced FROM (
      SELECT entry_no FROM journal_line WHERE stream_id = stream.id GROUP BY entry_no HAVING sum(amount) <> 0
    ) wrong
  ) u`

/** The books of a loan equal the LMS, figure by figure, and every entry is at zero. */
export async function expectBooksEqualLms(database: Database, loan: LoanRef): Promise<Figures> {
  const [row] = await database.query<{ lms: Figures; books: Figures; unbalanced: number }>(
    'test_figures',
    FIGURES,
    [loan.businessId, loan.loanId],
  )
  if (row === undefined) throw new Error('the LMS or Accounting does not know the loan')
  expect(row.books).toEqual(row.lms)
  expect(row.unbalanced).toBe(0)
  return row.books
}
