import type { LendingKind } from '../domain/events/lending/lending-kinds'
import type { MinorUnits } from '../domain/values/money'
import type { Database } from '../platform/database'
import { pageOf, windowOf } from '../platform/page'
import type { Page, PageRequest } from '../platform/page'

export const PAYOUT_KINDS = ['DISBURSE', 'REFUND', 'CREDIT_REFUND'] as const satisfies LendingKind[]

/** Money that a loan of our own LMS pays out. */
export interface Payout {
  eventId: string
  loanId: string
  customerId: string | null
  type: (typeof PAYOUT_KINDS)[number]
  /** The day it is booked for: a command that is dated back has an earlier one than that of its list. */
  date: string
  takenAt: string
  /** What leaves the bank: of a disbursement less what is kept back. */
  amount: MinorUnits
  /** As it was given, for the system that pays. */
  destination: { type: string; reference: string } | null
  receiptNumber: string | null
  paymentTypeId: number | null
  /** The event that took it back, and its day; null while it stands. */
  reversedBy: string | null
  reversedOn: string | null
}

/**
 * What loans took to be paid out on a day of the business's time zone, in that order. A payout is in
 * the list of one day, for good: who has read the list of a day that is over has missed none.
 */
export async function payouts(
  database: Database,
  business: { id: string; timeZone: string },
  date: string,
  page: PageRequest,
): Promise<Page<Payout>> {
  const { take, skip } = windowOf(page)
  const rows = await database.query<{ total: number; item: Payout | null }>(
    'payouts',
    `WITH found AS NOT MATERIALIZED (
       SELECT * FROM loan_event
       WHERE business_id = $1 AND kind IN ('DISBURSE', 'REFUND', 'CREDIT_REFUND')
         AND finished_at >= $3::date::timestamp AT TIME ZONE $2
         AND finished_at < ($3::date + 1)::timestamp AT TIME ZONE $2
         AND status IN ('POSTED', 'REVERSED')
     ), shown AS (
       SELECT * FROM found ORDER BY finished_at, id LIMIT $4 OFFSET $5
     )
     SELECT (SELECT count(*)::integer FROM found) AS total,
            CASE WHEN e.id IS NOT NULL THEN json_build_object(
              'eventId', e.id, 'loanId', s.external_id, 'customerId', l.customer_id, 'type', e.kind,
              'date', e.effective_date, 'takenAt', iso_instant(e.finished_at),
              'amount', (SELECT coalesce(-sum(line.amount), 0)::text
                         FROM journal_entry j JOIN journal_line line ON line.stream_id = j.stream_id AND line.entry_no = j.no
                         WHERE j.stream_id = e.stream_id AND j.event_id = e.id AND j.caused_by = e.id
                           AND j.reverses IS NULL AND line.role = '1001'),
              'destination', e.details -> 'destination', 'receiptNumber', e.details ->> 'receiptNumber',
              'paymentTypeId', (e.details ->> 'paymentTypeId')::bigint,
              'reversedBy', e.reversed_by, 'reversedOn', undo.effective_date) END AS item
     FROM (SELECT) one LEFT JOIN shown e ON true
       LEFT JOIN loan_stream s ON s.id = e.stream_id
       LEFT JOIN loan l ON l.stream_id = e.stream_id
       LEFT JOIN loan_event undo ON undo.id = e.reversed_by
     ORDER BY e.finished_at, e.id`,
    [business.id, business.timeZone, date, take, skip],
  )
  return pageOf(rows, page)
}
