import type { CivilDate } from '../domain/values/calendar'
import type { Scope } from './asked'
import { receivables } from './receivables'
import type { SqlValues } from './sql-values'

/** The key of loans that have no product. */
export const PUSHED_KEY = '(pushed)'

/** The product code of a loan `o`, to which `OF_PRODUCT` joins its product. */
export const PRODUCT_KEY = `coalesce(p.code, '${PUSHED_KEY}')`
export const OF_PRODUCT = `LEFT JOIN lending_product p ON p.business_id = o.business_id AND p.no = o.product_no`

/**
 * Common table expressions that end in `at`: of each loan that ever owed anything `stream_id`, the
 * `principal` open at the end of a day, what of principal and interest is in `arrears`, and for how many
 * `days` the oldest of it is; null where nothing is overdue. Due on the day itself is not yet overdue.
 */
export function loansAt(values: SqlValues, scope: Scope, day: CivilDate): string {
  const at = values.date(day)
  return `
    due AS (
      SELECT stream_id, due_on, sum(principal)::bigint AS principal, sum(principal + interest)::bigint AS owed
      FROM (${receivables(values, scope, day)}) moved GROUP BY stream_id, due_on),
    at AS (
      SELECT stream_id, sum(principal)::bigint AS principal,
             coalesce(sum(owed) FILTER (WHERE due_on < ${at}), 0)::bigint AS arrears,
             ${at} - min(due_on) FILTER (WHERE due_on < ${at} AND owed > 0) AS days
      FROM due GROUP BY stream_id)`
}

/**
 * SQL for whose loan `o` of the stream `s` was at the end of a day. A pushed loan that was taken back may
 * have been lent to another customer since.
 */
export function customerAt(values: SqlValues, scope: Scope, day: CivilDate): string {
  return `
    CASE WHEN s.home = 'LMS' THEN o.customer_id ELSE (
      SELECT e.payload ->> 'customerId'
      FROM journal_entry j JOIN loan_event e ON e.id = j.event_id
      WHERE j.stream_id = s.id AND j.reverses IS NULL AND e.kind = 'DISBURSEMENT'
        AND j.date <= ${values.date(day)} ${values.writtenBy(scope.recordedUpTo, 'j')}
      ORDER BY j.no DESC LIMIT 1) END`
}
