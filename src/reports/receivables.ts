import type { CivilDate } from '../domain/values/calendar'
import type { Scope } from './asked'
import type { SqlValues } from './sql-values'

/**
 * SQL for every movement of principal and interest owed that is booked by a day, of loans of both homes:
 * `stream_id, due_on, booked_on, principal, interest`. Sums over them are what was open then.
 *
 * Of a loan of our own LMS they are those of its installments. A pushed loan has no schedule: its
 * principal is never due, its interest is due on the day of its invoice. What raises an interest invoice
 * is what its entry books as income, what pays or waives it is its allocations.
 */
export function receivables(values: SqlValues, scope: Scope, through: CivilDate): string {
  const business = values.uuid(scope.businessId)
  const day = values.date(through)
  const writtenBy = (alias: string) => values.writtenBy(scope.recordedUpTo, alias)
  const entryOf = `JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no`
  const isPushed = (alias: string) =>
    `JOIN loan_stream s ON s.id = ${alias}.stream_id AND s.home = 'PUSH'`
  return `
    SELECT i.stream_id, i.due_on, i.booked_on, i.principal, i.interest
    FROM installment_line i
    WHERE i.business_id = ${business} AND i.booked_on <= ${day} ${writtenBy('i')}
    UNION ALL
    SELECT l.stream_id, NULL, l.date, l.amount, 0
    FROM journal_line l ${isPushed('l')} ${scope.recordedUpTo === null ? '' : entryOf}
    WHERE l.business_id = ${business} AND l.role = '1101' AND l.date <= ${day} ${writtenBy('j')}
    UNION ALL
    SELECT l.stream_id, j.value_date, l.date, 0, -l.amount
    FROM journal_line l ${isPushed('l')} ${entryOf}
    WHERE l.business_id = ${business} AND l.role = '4101' AND l.date <= ${day} ${writtenBy('j')}
    UNION ALL
    SELECT a.stream_id, v.date, coalesce(a.booked_on, a.date), 0, -a.amount
    FROM allocation a ${isPushed('a')}
    JOIN invoice v ON v.stream_id = a.stream_id AND v.no = a.invoice_no AND v.type = 'INTEREST'
    WHERE a.business_id = ${business} AND coalesce(a.booked_on, a.date) <= ${day} ${writtenBy('a')}`
}
