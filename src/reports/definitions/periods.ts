import {
  addDays,
  addMonths,
  daysBetween,
  lastDayOfMonth,
  monthOf,
} from '../../domain/values/calendar'
import type { CivilDate, CivilMonth } from '../../domain/values/calendar'
import { AppError } from '../../platform/errors'
import type { Asked } from '../asked'

const MOST_POINTS = 400
/** 1970-01-04, the first one a date can be. */
const A_SUNDAY = '1970-01-04'

type Period = Pick<Asked, 'from' | 'to'>

/** The last day of each day, week or month that begins by the last day; of what is not over by then, that day. */
export function endsOfPeriods(
  { from, to }: Period,
  frequency: 'daily' | 'weekly' | 'monthly',
): CivilDate[] {
  const endOf = {
    daily: (day: CivilDate) => day,
    weekly: (day: CivilDate) => sundayFrom(day, to),
    monthly: (day: CivilDate) => lastDayOfMonth(monthOf(day)),
  }[frequency]
  const ends: CivilDate[] = []
  for (let day = from; ; day = addDays(ends.at(-1) ?? to, 1)) {
    if (ends.length === MOST_POINTS) throw tooMany('frequency')
    const end = endOf(day)
    ends.push(end < to ? end : to)
    if (end >= to) return ends
  }
}

/** Or the last day, where that comes first: there is none after the year 9999. */
function sundayFrom(day: CivilDate, last: CivilDate): CivilDate {
  const days = (7 - (daysBetween(A_SUNDAY, day) % 7)) % 7
  return days < daysBetween(day, last) ? addDays(day, days) : last
}

export function monthsOf({ from, to }: Period): CivilMonth[] {
  const months: CivilMonth[] = []
  const first = `${monthOf(from)}-01`
  for (;;) {
    if (months.length === MOST_POINTS) throw tooMany('groupBy')
    const month = monthOf(addMonths(first, months.length))
    months.push(month)
    if (month === monthOf(to)) return months
  }
}

function tooMany(field: string): AppError {
  return new AppError('VALIDATION_FAILED', 'The request is not valid.', {
    status: 400,
    fields: [{ field, message: `Makes more than ${MOST_POINTS} points of this period.` }],
  })
}
