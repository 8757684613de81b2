import type { CivilDate } from '../../domain/values/calendar'
import type { MinorUnits } from '../../domain/values/money'
import type { Database } from '../../platform/database'
import { pageOf, windowOf } from '../../platform/page'
import type { Page, PageRequest } from '../../platform/page'
import type { LoanRow } from './lending-record'

export interface ListedLoan extends LoanRow {
  no: string
  loanId: string
  customerNo: string | null
  /** Null of a pushed loan. */
  productCode: string | null
  /** The first installment of which something is open, where that is asked for. */
  nextDue: { number: number; dueDate: CivilDate; total: MinorUnits } | null
}

export interface LoanFilter {
  /** Any of these. */
  status?: readonly string[] | undefined
  customerNo?: bigint | undefined
  /** The customer's key. */
  customerId?: string | undefined
  productCode?: string | undefined
  /** Whether what is due next is told, which is looked up in each loan's installments. */
  withNextDue?: boolean
}

/** The loans of a business in order of their numbers, from their own rows: none is derived. */
export async function listLoans(
  database: Database,
  businessId: string,
  { status, customerNo, customerId, productCode, withNextDue = false }: LoanFilter,
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
         AND ($6::text IS NULL OR l.customer_id = $6)
         AND ($7::text IS NULL OR l.product_no = (
               SELECT no FROM lending_product WHERE business_id = $1 AND code = $7))
         AND (l.status <> 'Rejected' OR l.product_no IS NOT NULL)
     ), shown AS (
       SELECT l.stream_id, lending_row(l) || jsonb_build_object('no', s.id::text, 'loanId', s.external_id,
                'customerNo', (SELECT no::text FROM customer c
                               WHERE c.business_id = $1 AND c.customer_id = l.customer_id),
                'productCode', (SELECT p.code FROM lending_product p
                                WHERE p.business_id = $1 AND p.no = l.product_no),
                'nextDue', CASE WHEN $8::boolean THEN (SELECT jsonb_build_object('number', i.item, 'dueDate', max(i.due_on),
                                     'total', sum(i.principal + i.interest + i.fees + i.penalties)::text)
                            FROM installment_line i WHERE i.stream_id = l.stream_id
                            GROUP BY i.item HAVING sum(i.principal + i.interest + i.fees + i.penalties) > 0
                            ORDER BY i.item LIMIT 1) END) AS item
       FROM loan l JOIN loan_stream s ON s.id = l.stream_id
       WHERE l.stream_id IN (SELECT stream_id FROM found ORDER BY stream_id LIMIT $4 OFFSET $5)
     )
     SELECT (SELECT count(*)::integer FROM found) AS total, shown.item
     FROM (SELECT) one LEFT JOIN shown ON true ORDER BY shown.stream_id`,
    [
      ...[businessId, status ?? null, customerNo ?? null, take, skip],
      ...[customerId ?? null, productCode ?? null, withNextDue],
    ],
  )
  return pageOf(rows, page)
}
