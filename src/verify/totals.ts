import type { Database } from '../platform/database'
import type { Finding } from './difference'
import type { BusinessTotals } from './report'

const TOTALS = `
  SELECT b.id AS "businessId", b.name, b.currency,
         coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0)::text AS debits,
         coalesce(-sum(l.amount) FILTER (WHERE l.amount < 0), 0)::text AS credits
  FROM business b LEFT JOIN journal_line l ON l.business_id = b.id
  WHERE $1::uuid IS NULL OR b.id = $1::uuid
  GROUP BY b.id ORDER BY b.created_at, b.id`

/** What was debited and credited in each business, over its whole journal. */
export function totalsOf(database: Database, businessId: string | null): Promise<BusinessTotals[]> {
  return database.query<BusinessTotals>('verify_totals', TOTALS, [businessId])
}

/** The books of a business are in balance: debits equal credits. */
export function totalFindings(totals: readonly BusinessTotals[]): Finding[] {
  return totals
    .filter(({ debits, credits }) => debits !== credits)
    .map(({ businessId, debits, credits }) => ({
      businessId,
      loanId: null,
      check: 'total',
      subject: 'all credits, in minor units',
      expected: debits,
      found: credits,
    }))
}

const WITHOUT_LOAN = `
  SELECT l.business_id AS "businessId", count(*)::text AS lines
  FROM journal_line l
  WHERE ($1::uuid IS NULL OR l.business_id = $1::uuid)
    AND NOT EXISTS (SELECT FROM loan_stream s WHERE s.id = l.stream_id)
  GROUP BY l.business_id`

/** No journal line stands outside every loan, where the checks by loan would not see it. */
export async function strayFindings(
  database: Database,
  businessId: string | null,
): Promise<Finding[]> {
  const rows = await database.query<{ businessId: string; lines: string }>(
    'verify_strays',
    WITHOUT_LOAN,
    [businessId],
  )
  return rows.map((row) => ({
    businessId: row.businessId,
    loanId: null,
    check: 'total',
    subject: 'journal lines of no loan',
    expected: '0',
    found: row.lines,
  }))
}
