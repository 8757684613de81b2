import type { Decimal } from 'decimal.js'
import type { LoanTerms, PeriodUnit, RatePeriod } from '../../events/lending/loan-terms'
import { Exact, rateOf } from './figures'

export const UNITS_PER_YEAR: Record<PeriodUnit, number> = { DAYS: 365, WEEKS: 52, MONTHS: 12 }

const RATES_PER_YEAR: Record<Exclude<RatePeriod, 'WHOLE_TERM'>, number> = {
  DAY: 365,
  WEEK: 52,
  MONTH: 12,
  YEAR: 1,
}

/** Of the rate of one unit, where the rate is for the whole term. */
const RATE_DECIMALS = 8

/** The nominal rate of a year, in percent. */
export function annualRate(terms: LoanTerms): Decimal {
  const rate = new Exact(terms.interestRate)
  if (terms.ratePeriod !== 'WHOLE_TERM') return rate.times(RATES_PER_YEAR[terms.ratePeriod])
  return rate
    .div(terms.numberOfRepayments * terms.repaymentEvery)
    .toDecimalPlaces(RATE_DECIMALS)
    .times(UNITS_PER_YEAR[terms.repaymentUnit])
}

/**
 * The rate, as a fraction, of one day where interest is reckoned by days, else of one day, week or
 * month of the repayments, whatever its length.
 */
export function unitRate(terms: LoanTerms): Decimal {
  const perUnit = rateOf(annualRate(terms).div(unitsPerYear(terms)).toString())
  return perUnit.div(100)
}

/** The rate of a regular period: what an annuity is calculated with, whatever the days are. */
export function regularRate(terms: LoanTerms): Decimal {
  if (terms.interestCalculation === 'DAILY') return unitRate(terms).times(regularDays(terms))
  return new Exact(unitRate(terms)).times(terms.repaymentEvery)
}

function unitsPerYear(terms: LoanTerms): number {
  const inDays = terms.interestCalculation === 'DAILY' || terms.repaymentUnit === 'DAYS'
  if (!inDays) return UNITS_PER_YEAR[terms.repaymentUnit]
  return terms.daysInYear === 'ACTUAL' ? UNITS_PER_YEAR.DAYS : terms.daysInYear
}

const REGULAR_DAYS: Record<PeriodUnit, number> = { DAYS: 1, WEEKS: 7, MONTHS: 30 }

/** Of a period of whole units, a month having 30. */
export function regularDays(terms: LoanTerms): number {
  return REGULAR_DAYS[terms.repaymentUnit] * terms.repaymentEvery
}
