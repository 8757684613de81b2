import type { Database } from '../../platform/database'
import { pageOf, windowOf } from '../../platform/page'
import type { Page, PageRequest } from '../../platform/page'
import type { LoanRow } from './lending-record'

export interface ListedLoan extends LoanRow {
  no: string
  loanId: string
  customerNo: string | null
}

export interface LoanFilter {
  /** Any of these. */
  status?: readonly string[] | undefined
  customerNo?: bigint | undefined
}

/** The loans of a business in order of their numbers, from their own rows: none is derived. */
export async function listLoans(
  database: Database,
  businessId: string,
  { status, customerNo }: LoanFilter,
  page: PageRequest,
): Promise<Page<ListedLoan>> {
  const { take, skip } = windowOf(page)
  const rows = await database.query<{ total: number; item: ListedLoan | null }>(
    'list_lending_loans',
    `WITH found AS NOT MATERIALIZED (
       SELECT l.* FROM loan l
       WHERE l.business_id = $1 AND ($2::text[] IS NULL OR l.status = ANY ($2))
         AND ($3::bigint IS NULL OR l.customer_id = (
               SELECT customer_id FROM customer WHERE business_id = $1 AND no = $3))
         AND (l.status <> 'Rejected' OR l.product_no IS NOT NULL)
     ), shown AS (
       SELECT l.stream_id, lending_row(l) || jsonb_build_object('no', s.id::text, 'loanId', s.external_id,
                'customerNo', (SELECT no::text FROM customer c
                               WHERE c.business_id = $1 AND c.customer_id = l.customer_id)) AS item
       FROM loan l JOIN loan_stream s ON s.id = l.stream_id
       WHERE l.stream_id IN (SELECT stream_id FROM found ORDER BY stream_id LIMIT $4 OFFSET $5)
     )
     SELECT (SELECT count(*)::integer FROM found) AS total, shown.item
     FROM (SELECT) one LEFT JOIN shown ON true ORDER BY shown.stream_id`,
    [businessId, status ?? null, customerNo ?? null, take, skip],
  )
  return pageOf(rows, page)
}
