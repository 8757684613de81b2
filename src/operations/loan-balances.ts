import type { CivilDate } from '../domain/values/calendar'
import type { Database } from '../platform/database'

/** What stood on a loan's accounts at the end of a day, in digits of minor units; credit above zero. */
export interface BalancePoint {
  date: CivilDate
  principal: string
  interest: string
  fees: string
  credit: string
  /** The last that moved them that day. */
  eventId: string
}

/** A loan's balances by the days of its books, the oldest first; null where the business has none such. */
export async function loanBalances(
  database: Database,
  businessId: string,
  loanId: string,
): Promise<BalancePoint[] | null> {
  const [row] = await database.query<{ points: BalancePoint[] }>(
    'loan_balances',
    `SELECT coalesce((
       SELECT jsonb_agg(jsonb_build_object('date', d.date, 'principal', d.principal::text, 'interest', d.interest::text,
                                           'fees', d.fees::text, 'credit', (-d.credit)::text, 'eventId', d.event_id)
                        ORDER BY d.date)
       FROM (
         SELECT e.date, coalesce(sum(sum(l.amount) FILTER (WHERE l.role = '1101')) OVER w, 0) AS principal,
                coalesce(sum(sum(l.amount) FILTER (WHERE l.role = '1102')) OVER w, 0) AS interest,
                coalesce(sum(sum(l.amount) FILTER (WHERE l.role = '1103')) OVER w, 0) AS fees,
                coalesce(sum(sum(l.amount) FILTER (WHERE l.role = '2102')) OVER w, 0) AS credit,
                (array_agg(e.event_id ORDER BY e.no DESC))[1] AS event_id
         FROM journal_entry e JOIN journal_line l ON l.stream_id = e.stream_id AND l.entry_no = e.no
         WHERE e.stream_id = s.id GROUP BY e.date WINDOW w AS (ORDER BY e.date)) d), '[]') AS points
     FROM loan_stream s WHERE s.business_id = $1 AND s.external_id = $2`,
    [businessId, loanId],
  )
  return row?.points ?? null
}
