import type { DerivedStatus } from '../domain/engine/derived-loan'
import type { Statements } from '../platform/statements'
import type { InvoiceView } from './books-view'
import { toEventRecord } from './event-record'
import type { EventRecord, EventRow } from './event-record'
import { toInvoiceView } from './invoices'
import type { InvoiceRow } from './invoices'
import { invoicesWith, ITS_ALLOCATIONS, readInvoice } from './written'
import type { Written } from './written'

export interface LoanView {
  loanId: string
  customerId: string | null
  customerName: string | null
  status: DerivedStatus
  principalOutstanding: bigint
  interestOutstanding: bigint
  feesOutstanding: bigint
  penaltiesOutstanding: bigint
  creditBalance: bigint
  invoices: InvoiceView[]
  /** How many there are in all. */
  eventCount: number
  /** Those of the window, the newest first. */
  events: EventRecord[]
}

/** Which of a loan's events are shown: so many, the newest or those before one. */
export interface EventWindow {
  events: number
  /** A sequence. */
  before: number | null
}

export const NEWEST_EVENTS: EventWindow = { events: 100, before: null }

interface Row {
  customerId: string | null
  customerName: string | null
  status: DerivedStatus
  principalOutstanding: string | null
  interestOutstanding: string | null
  feesOutstanding: string | null
  penaltiesOutstanding: string | null
  creditBalance: string | null
  invoices: Written<InvoiceRow>[]
  eventCount: number
  events: Written<EventRow>[]
}

/** Whose loan it is to be stands in its first event while the LMS has not taken that, or has refused it. */
const LOAN = `
  SELECT whose.customer_id AS "customerId", c.name AS "customerName",
         coalesce(l.status, CASE s.home WHEN 'LMS' THEN 'Submitted' ELSE 'Approved' END) AS status,
         l.principal_outstanding::text AS "principalOutstanding",
         l.interest_outstanding::text AS "interestOutstanding", l.fees_outstanding::text AS "feesOutstanding",
         l.penalties_outstanding::text AS "penaltiesOutstanding", l.credit_balance::text AS "creditBalance",
         coalesce((SELECT ${invoicesWith(ITS_ALLOCATIONS)} FROM invoice i WHERE i.stream_id = s.id), '[]') AS invoices,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'id', e.id, 'seq', e.seq, 'kind', e.kind, 'payload', e.payload, 'details', e.details,
                   'effectiveDate', e.effective_date, 'status', e.status, 'receivedAt', iso_instant(e.received_at),
                   'finishedAt', iso_instant(e.finished_at), 'failureCode', e.failure_code,
                   'failureMessage', e.failure_message, 'reversedBy', e.reversed_by) ORDER BY e.seq DESC), '[]')
          FROM (SELECT * FROM loan_event WHERE stream_id = s.id AND seq < coalesce($4::integer, 2147483647)
                ORDER BY seq DESC LIMIT $3) e) AS events,
         s.last_seq AS "eventCount"
  FROM loan_stream s
  LEFT JOIN loan l ON l.stream_id = s.id
  CROSS JOIN LATERAL (
    SELECT coalesce(l.customer_id, (
      SELECT e.payload ->> 'customerId' FROM loan_event e
      WHERE e.stream_id = s.id AND e.kind IN ('DISBURSEMENT', 'SUBMIT') ORDER BY e.seq DESC LIMIT 1)) AS customer_id) whose
  LEFT JOIN customer c ON c.business_id = s.business_id AND c.customer_id = whose.customer_id
  WHERE s.business_id = $1::uuid AND s.external_id = $2`

/**
 * A loan of a business with its invoices and events; null if unknown. One statement, so all of it is as
 * of one moment.
 */
export async function findLoan(
  database: Statements,
  businessId: string,
  loanId: string,
  { events, before }: EventWindow = NEWEST_EVENTS,
): Promise<LoanView | null> {
  const [row] = await database.query<Row>('loan_view', LOAN, [businessId, loanId, events, before])
  if (row === undefined) return null
  return {
    loanId,
    customerId: row.customerId,
    customerName: row.customerName,
    status: row.status,
    principalOutstanding: BigInt(row.principalOutstanding ?? 0),
    interestOutstanding: BigInt(row.interestOutstanding ?? 0),
    feesOutstanding: BigInt(row.feesOutstanding ?? 0),
    penaltiesOutstanding: BigInt(row.penaltiesOutstanding ?? 0),
    creditBalance: BigInt(row.creditBalance ?? 0),
    invoices: row.invoices.map((invoice) => toInvoiceView(loanId, readInvoice(invoice))),
    eventCount: row.eventCount,
    events: row.events.map((event) => toEventRecord(readEvent(event))),
  }
}

function readEvent(event: Written<EventRow>): EventRow {
  const { finishedAt } = event
  return {
    ...event,
    effectiveDate: new Date(event.effectiveDate),
    receivedAt: new Date(event.receivedAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  }
}
