import { addDays, laterOf } from '../../values/calendar'
import type { CivilDate } from '../../values/calendar'

/** The first day from one on on which the books are open. */
export function firstOpenDay(date: CivilDate, closedThrough: CivilDate | null): CivilDate {
  return closedThrough === null ? date : laterOf(date, addDays(closedThrough, 1))
}
