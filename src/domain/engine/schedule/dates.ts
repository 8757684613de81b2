import type { Decimal } from 'decimal.js'
import type { LoanTerms, PeriodUnit } from '../../events/lending/loan-terms'
import { addDays, addMonths, daysBetween, lastDayOfMonth, monthOf } from '../../values/calendar'
import type { CivilDate } from '../../values/calendar'
import { Exact } from './figures'
import { regularDays } from './rate'

export interface Period {
  /** Exclusive, but for the first, which has its day. */
  from: CivilDate
  due: CivilDate
}

/**
 * Counted from the first repayment date where one is set, else from the disbursement, so that
 * month-end days are kept: 31 Jan, 29 Feb, 31 Mar.
 */
export function periodsOf(terms: LoanTerms, disbursedOn: CivilDate): Period[] {
  const { firstRepaymentOn, repaymentEvery, repaymentUnit } = terms
  const dues = Array.from({ length: terms.numberOfRepayments }, (_, index) =>
    firstRepaymentOn === null
      ? addUnits(disbursedOn, (index + 1) * repaymentEvery, repaymentUnit)
      : addUnits(firstRepaymentOn, index * repaymentEvery, repaymentUnit),
  )
  return dues.map((due, index) => ({ from: dues[index - 1] ?? disbursedOn, due }))
}

/**
 * The days for which a period of a declining loan bears interest. The first runs from its due date
 * less one regular period, whatever the day of the disbursement.
 */
export function interestDays(terms: LoanTerms, period: Period, isFirst: boolean): number {
  if (terms.repaymentUnit === 'MONTHS' && terms.daysInMonth === 30) return regularDays(terms)
  const { repaymentEvery, repaymentUnit } = terms
  const from = isFirst ? addUnits(period.due, -repaymentEvery, repaymentUnit) : period.from
  return daysBetween(from, period.due)
}

/**
 * Whole units, and of the broken one its days over the days it has: that fraction alone is a double,
 * as Apache Fineract has it.
 */
export function unitsBetween(from: CivilDate, to: CivilDate, terms: LoanTerms): Decimal {
  const days = daysBetween(from, to)
  if (terms.repaymentUnit === 'DAYS') return new Exact(days)
  if (terms.repaymentUnit === 'WEEKS') return new Exact(Math.floor(days / 7)).plus((days % 7) / 7)
  const whole = wholeMonths(from, to)
  const dayOfSeries = (terms.firstRepaymentOn ?? from).slice(8)
  const start = monthsAfter(from, whole, dayOfSeries)
  const end = monthsAfter(from, whole + 1, dayOfSeries)
  return new Exact(whole).plus(daysBetween(start, to) / daysBetween(start, end))
}

export function addUnits(date: CivilDate, count: number, unit: PeriodUnit): CivilDate {
  if (unit === 'MONTHS') return addMonths(date, count)
  return addDays(date, unit === 'WEEKS' ? 7 * count : count)
}

function wholeMonths(from: CivilDate, to: CivilDate): number {
  const months = monthNumber(to) - monthNumber(from)
  return to.slice(8) < from.slice(8) ? months - 1 : months
}

function monthNumber(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
}

/** One of the last days of a month goes to the day of the series. */
function monthsAfter(date: CivilDate, months: number, dayOfSeries: string): CivilDate {
  const moved = addMonths(date, months)
  if (dayOfSeries <= '28' || moved.slice(8) < '28') return moved
  const last = lastDayOfMonth(monthOf(moved))
  return dayOfSeries < last.slice(8) ? `${monthOf(moved)}-${dayOfSeries}` : last
}
