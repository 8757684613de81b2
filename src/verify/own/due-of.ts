import { dueEvents } from '../../domain/engine/due/due'
import { todayIn } from '../../domain/values/calendar'
import { isInFlight } from '../loan-check'
import type { OwnLoanRecord } from '../loan-record'
import type { DerivedOwnLoan } from './derived-own-loan'

/** The first that the clock has made of a loan and its stream does not hold; null where there is none. */
export function dueOf(
  record: OwnLoanRecord,
  { books: { live, loan }, fault }: DerivedOwnLoan,
  now: Date,
): string | null {
  if (record.mirrored || loan === null || fault !== null || isInFlight(record)) return null
  const waits = record.events.some(({ status }) => status === 'STAGED' || status === 'PARKED')
  const [first] = waits ? [] : dueEvents(loan, live, todayIn(record.timeZone, now))
  return first?.claim ?? null
}
