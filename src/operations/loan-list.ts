import type { LoanHealth } from '../contract/loan-messages'
import type { Database } from '../platform/database'

export const LOAN_SORTS = [
  'number',
  'loanId',
  'customerName',
  'disbursedOn',
  'principal',
  'principalOutstanding',
  'interestOutstanding',
  'creditBalance',
  'events',
] as const
export type LoanSort = (typeof LOAN_SORTS)[number]

export interface LoanListFilter {
  /** Any of these. */
  status?: readonly string[] | undefined
  health?: LoanHealth | undefined
  /** A code; `(pushed)` for loans that have none. */
  product?: string | undefined
  home?: 'PUSH' | 'LMS' | undefined
  disbursedFrom?: string | undefined
  disbursedTo?: string | undefined
  /** Something is unpaid that was due on this day or before. */
  unpaidSince?: string | undefined
  /** How the loan's id, the customer's or their name begins. */
  q?: string | undefined
  customerId?: string | undefined
  loanId?: string | undefined
}

/** Amounts are digits of minor units. */
export interface LoanListRow {
  loanId: string
  number: string
  customerId: string | null
  customerName: string | null
  product: string | null
  home: 'PUSH' | 'LMS'
  status: string
  health: LoanHealth
  disbursedOn: string | null
  principal: string
  principalOutstanding: string
  interestOutstanding: string
  feesOutstanding: string
  penaltiesOutstanding: string
  creditBalance: string
  /** Days since the oldest of what is unpaid was due; null where nothing is. */
  daysOverdue: number | null
  events: number
  lastEventAt: string | null
}

export interface LoanTotals {
  loans: number
  principal: string
  principalOutstanding: string
  interestOutstanding: string
  feesOutstanding: string
  penaltiesOutstanding: string
  creditBalance: string
}

export interface LoanListAsked {
  businessId: string
  /** Of the business: what is overdue by. */
  today: string
  filter: LoanListFilter
  sort: LoanSort
  isDescending: boolean
}

const SORT_KEYS: Readonly<Record<LoanSort, { key: string; type: string }>> = {
  number: { key: 'f.stream_id', type: 'bigint' },
  loanId: { key: 'f.external_id', type: 'text' },
  customerName: { key: `coalesce(lower(f.customer_name), '')`, type: 'text' },
  disbursedOn: { key: `coalesce(f.disbursed_on, '-infinity')`, type: 'date' },
  principal: { key: 'f.principal', type: 'bigint' },
  principalOutstanding: { key: 'f.principal_outstanding', type: 'bigint' },
  interestOutstanding: { key: 'f.interest_outstanding', type: 'bigint' },
  creditBalance: { key: 'f.credit_balance', type: 'bigint' },
  events: { key: 'f.last_seq', type: 'integer' },
}

const LATE = `EXISTS (SELECT FROM loan_event e WHERE e.stream_id = s.id AND e.status = 'STAGED'
                      AND e.received_at < now() - interval '30 seconds')`

/** The day since which something is unpaid: of a pushed loan an interest invoice, of one of ours an installment. */
const UNPAID_SINCE = `
  CASE s.home
    WHEN 'LMS' THEN (SELECT min(o.due) FROM (
      SELECT max(i.due_on) AS due FROM installment_line i WHERE i.stream_id = s.id GROUP BY i.item
      HAVING sum(i.principal + i.interest + i.fees + i.penalties) > 0) o)
    ELSE (SELECT min(i.date) FROM invoice i
          WHERE i.stream_id = s.id AND i.open > 0 AND i.type = 'INTEREST' AND i.status <> 'CANCELLED')
  END`

const FOUND = `
  WITH found AS NOT MATERIALIZED (
    SELECT s.id AS stream_id, s.external_id, s.home, s.parked, s.last_seq, l.customer_id, c.name AS customer_name,
           p.code AS product, l.disbursed_on,
           coalesce(l.status, CASE s.home WHEN 'LMS' THEN 'Submitted' ELSE 'Approved' END) AS status,
           coalesce(l.principal, 0) AS principal, coalesce(l.principal_outstanding, 0) AS principal_outstanding,
           coalesce(l.interest_outstanding, 0) AS interest_outstanding,
           coalesce(l.fees_outstanding, 0) AS fees_outstanding,
           coalesce(l.penalties_outstanding, 0) AS penalties_outstanding,
           coalesce(l.credit_balance, 0) AS credit_balance
    FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
    LEFT JOIN customer c ON c.business_id = s.business_id AND c.customer_id = l.customer_id
    LEFT JOIN lending_product p ON p.business_id = s.business_id AND p.no = l.product_no
    WHERE s.business_id = $1
      AND ($2::text[] IS NULL
           OR coalesce(l.status, CASE s.home WHEN 'LMS' THEN 'Submitted' ELSE 'Approved' END) = ANY ($2))
      AND ($3::text IS NULL OR CASE $3 WHEN 'PARKED' THEN s.parked WHEN 'RETRYING' THEN NOT s.parked AND ${LATE}
                               ELSE NOT s.parked AND NOT ${LATE} END)
      AND ($4::text IS NULL OR coalesce(p.code, CASE s.home WHEN 'PUSH' THEN '(pushed)' END) = $4)
      AND ($5::text IS NULL OR s.home = $5)
      AND ($6::date IS NULL OR l.disbursed_on >= $6) AND ($7::date IS NULL OR l.disbursed_on <= $7)
      AND ($8::date IS NULL OR ${UNPAID_SINCE} <= $8)
      AND ($9::text IS NULL OR s.external_id ILIKE $9 OR c.name ILIKE $9 OR l.customer_id ILIKE $9)
      AND ($10::text IS NULL OR l.customer_id = $10) AND ($11::text IS NULL OR s.external_id = $11)
  )`

const AMOUNTS = `
  'principal', f.principal::text, 'principalOutstanding', f.principal_outstanding::text,
  'interestOutstanding', f.interest_outstanding::text, 'feesOutstanding', f.fees_outstanding::text,
  'penaltiesOutstanding', f.penalties_outstanding::text, 'creditBalance', f.credit_balance::text`

interface Found {
  item: LoanListRow
  key: string
}

/** The loans of a business that a filter names, behind those of a page before. */
export async function loanList(
  database: Database,
  asked: LoanListAsked,
  { after, rows }: { after?: readonly string[] | undefined; rows: number },
): Promise<{ items: LoanListRow[]; next: string[] | null }> {
  const { sort, isDescending, today } = asked
  const { key, type } = SORT_KEYS[sort]
  const [direction, beyond] = isDescending ? ['DESC', '<'] : ['ASC', '>']
  const found = await database.query<Found>(
    `ops_loans_by_${sort}_${direction}`,
    `${FOUND}, page AS (
       SELECT f.*, ${key} AS sort_key FROM found f
       WHERE $13::bigint IS NULL OR (${key}, f.stream_id) ${beyond} ($12::text::${type}, $13::bigint)
       ORDER BY ${key} ${direction}, f.stream_id ${direction} LIMIT $14
     )
     SELECT f.sort_key::text AS key, jsonb_build_object(
       'loanId', f.external_id, 'number', f.stream_id::text, 'customerId', f.customer_id,
       'customerName', f.customer_name, 'product', f.product, 'home', f.home, 'status', f.status,
       'health', CASE WHEN f.parked THEN 'PARKED' WHEN ${LATE} THEN 'RETRYING' ELSE 'OK' END,
       'disbursedOn', f.disbursed_on, ${AMOUNTS},
       'daysOverdue', (SELECT CASE WHEN u.since < $15::date THEN $15::date - u.since END FROM (SELECT ${UNPAID_SINCE} AS since) u),
       'events', f.last_seq, 'lastEventAt', (SELECT iso_instant(e.received_at) FROM loan_event e
                                             WHERE e.stream_id = f.stream_id ORDER BY e.seq DESC LIMIT 1)) AS item
     FROM page f JOIN loan_stream s ON s.id = f.stream_id
     ORDER BY f.sort_key ${direction}, f.stream_id ${direction}`,
    [...valuesOf(asked), after?.[0] ?? null, after?.[1] ?? null, rows + 1, today],
  )
  const items = found.slice(0, rows).map(({ item }) => item)
  const last = found[rows - 1]
  const isMore = found.length > rows && last !== undefined
  return { items, next: isMore ? [last.key, last.item.number] : null }
}

/** What all the loans come to that a filter names. */
export async function loanTotals(database: Database, asked: LoanListAsked): Promise<LoanTotals> {
  const [row] = await database.query<{ totals: LoanTotals }>(
    'ops_loan_totals',
    `${FOUND}, f AS (
       SELECT count(*) AS loans, coalesce(sum(principal), 0) AS principal,
              coalesce(sum(principal_outstanding), 0) AS principal_outstanding,
              coalesce(sum(interest_outstanding), 0) AS interest_outstanding,
              coalesce(sum(fees_outstanding), 0) AS fees_outstanding,
              coalesce(sum(penalties_outstanding), 0) AS penalties_outstanding,
              coalesce(sum(credit_balance), 0) AS credit_balance
       FROM found
     )
     SELECT jsonb_build_object('loans', f.loans, ${AMOUNTS}) AS totals FROM f`,
    valuesOf(asked),
  )
  if (row === undefined) throw new Error('a sum gave no row')
  return row.totals
}

function valuesOf({ businessId, filter }: LoanListAsked): unknown[] {
  const { status, health, product, home, disbursedFrom, disbursedTo } = filter
  const { unpaidSince, q, customerId, loanId } = filter
  const given = [status, health, product, home, disbursedFrom, disbursedTo, unpaidSince]
  const beginning = q === undefined ? undefined : `${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  return [businessId, ...[...given, beginning, customerId, loanId].map((value) => value ?? null)]
}
