import type { Statements } from '../../src/platform/statements'
import { receivables } from '../../src/reports/receivables'
import { SqlValues } from '../../src/reports/sql-values'

const LATEST = '9999-12-31'

/**
 * Days on which what the reports take for open of a loan is not what its books hold then: principal on
 * 1101, of a pushed loan interest on 1102. Of a loan of our own the books recognise interest later.
 */
export async function receivablesUnlikeBooks(
  statements: Statements,
  businessId: string,
): Promise<unknown[]> {
  const values = new SqlValues()
  return statements.query(
    'test_receivables_unlike_books',
    `WITH moved AS (
       SELECT stream_id, booked_on AS day, principal, CASE WHEN s.home = 'PUSH' THEN interest ELSE 0 END AS interest
       FROM (${receivables(values, { businessId, recordedUpTo: null }, LATEST)}) r
       JOIN loan_stream s ON s.id = r.stream_id
       UNION ALL
       SELECT l.stream_id, l.date, CASE WHEN l.role = '1101' THEN -l.amount ELSE 0 END,
              CASE WHEN l.role = '1102' AND s.home = 'PUSH' THEN -l.amount ELSE 0 END
       FROM journal_line l JOIN loan_stream s ON s.id = l.stream_id
       WHERE l.business_id = ${values.uuid(businessId)} AND l.role IN ('1101', '1102'))
     SELECT s.external_id AS "loanId", day, sum(principal) AS principal, sum(interest) AS interest
     FROM moved JOIN loan_stream s ON s.id = moved.stream_id
     GROUP BY 1, 2 HAVING sum(principal) <> 0 OR sum(interest) <> 0 ORDER BY 1, 2`,
    values.all,
  )
}
