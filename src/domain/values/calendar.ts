/** A civil date, `yyyy-MM-dd`, without a time zone. */
export type CivilDate = string

/** A civil month, `yyyy-MM`. */
export type CivilMonth = string

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH = /^(\d{4})-(\d{2})$/
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Of a year without a leap day. */
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const MAX_YEAR = 9999
const OUT_OF_RANGE = 'A date is in the years 0001 to 9999.'

/** No event, filter or report is about an earlier day. */
export const FIRST_DATE: CivilDate = '1970-01-01'
export const FIRST_MONTH: CivilMonth = FIRST_DATE.slice(0, 7)

/** True for a day that exists, in the years 0001 to 9999 of the Gregorian calendar. */
export function isCivilDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? []
  if (!isCivilMonth(`${year}-${month}`)) return false
  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month))
}

export function isCivilMonth(text: string): boolean {
  const [, year = '', month = ''] = MONTH.exec(text) ?? []
  return Number(year) >= 1 && Number(month) >= 1 && Number(month) <= 12
}

export function lastDayOfMonth(month: CivilMonth): CivilDate {
  if (!isCivilMonth(month)) throw new RangeError(`No such month: ${month}`)
  const [year, ofYear] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return write(year, ofYear, daysIn(year, ofYear))
}

export function monthOf(date: CivilDate): CivilMonth {
  return date.slice(0, 7)
}

export function earlierOf(one: CivilDate, other: CivilDate): CivilDate {
  return one < other ? one : other
}

export function laterOf(one: CivilDate, other: CivilDate): CivilDate {
  return one > other ? one : other
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dayOfNumber(dayNumber(date) + days)
}

/**
 * The same day of a later month, or that month's last day where it is shorter. A series keeps
 * its month-end days when each date is counted from the first: 31 Jan, 29 Feb, 31 Mar.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = read(date)
  const total = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1]
  return write(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth)))
}

/** Days from one date to another; below zero where the other is the earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The date it is in a time zone at an instant. */
export function todayIn(timeZone: string, instant: Date): CivilDate {
  const parts = formatterFor(timeZone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((given) => given.type === type)?.value)
  return write(part('year'), part('month'), part('day'))
}

/** True for a name of the IANA time zone database; an offset such as +03:00 is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    formatterFor(name)
    return true
  } catch {
    return false
  }
}

// Making a formatter costs a hundred times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  formatters.set(timeZone, formatter)
  return formatter
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

function read(date: CivilDate): { year: number; month: number; day: number } {
  if (!isCivilDate(date)) throw new RangeError(`No such date: ${date}`)
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8)),
  }
}

function write(year: number, month: number, day: number): CivilDate {
  if (!(year >= 1 && year <= MAX_YEAR)) throw new RangeError(OUT_OF_RANGE)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

function daysBefore(year: number): number {
  const past = year - 1
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
}

/** Days since 0001-01-01. */
export function dayNumber(date: CivilDate): number {
  const { year, month, day } = read(date)
  const leapDay = month > 2 && isLeap(year) ? 1 : 0
  return daysBefore(year) + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - 1
}

/** The day of a `dayNumber`. */
export function dayOfNumber(number: number): CivilDate {
  if (!(number >= 0 && number < daysBefore(MAX_YEAR + 1))) throw new RangeError(OUT_OF_RANGE)
  let year = Math.floor(number / 365.2425) + 1
  while (daysBefore(year) > number) year--
  while (daysBefore(year + 1) <= number) year++
  let [month, rest] = [1, number - daysBefore(year)]
  for (; rest >= daysIn(year, month); month++) rest -= daysIn(year, month)
  return write(year, month, rest + 1)
}
