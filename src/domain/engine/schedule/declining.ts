import type { LoanTerms } from '../../events/lending/loan-terms'
import { annuityOf } from './annuity'
import { interestDays } from './dates'
import type { Period } from './dates'
import { shareOf, timesRate } from './figures'
import type { Multiply } from './figures'
import { regularRate, unitRate } from './rate'
import { Repaying } from './repaying'
import type { Share } from './share'

/** The equal installment does not cover the interest of a period, minor units. */
export interface InterestAboveInstallment {
  interest: bigint
}

/** Principal and interest of each installment, the interest being on what is left. */
export function decliningShares(
  terms: LoanTerms,
  principal: bigint,
  periods: readonly Period[],
  exponent: number,
): Share[] | InterestAboveInstallment {
  const interestOn = interestOf(terms)
  const annuity =
    terms.amortization === 'EQUAL_INSTALLMENTS' ? annuityOf(terms, principal, exponent) : null
  const even = shareOf(principal, terms.numberOfRepayments - terms.graceOnPrincipal)
  const shares: Share[] = []
  const repaying = new Repaying(principal, periods.length)
  let carried = 0n
  for (const [index, period] of periods.entries()) {
    if (repaying.left === 0n) break
    const isFree = index < terms.interestFreePeriods
    const accrued = isFree ? 0n : interestOn(repaying.left, period, index)
    const isPaid = accrued > 0n && index >= terms.graceOnInterestPayment
    const interest = isPaid ? carried + accrued : 0n
    carried += accrued - interest
    if (annuity !== null && interest > annuity.ceiling) return { interest }

    const regular = annuity === null ? even : annuity.amount - accrued
    const wanted = index < terms.graceOnPrincipal ? 0n : regular
    shares.push({ principal: repaying.pay(wanted), interest })
  }
  const last = shares.at(-1)
  if (last !== undefined) last.interest += carried
  return shares
}

/** What a balance bears in a period. */
function interestOf(terms: LoanTerms): (balance: bigint, period: Period, index: number) => bigint {
  if (terms.interestCalculation !== 'DAILY') return timesRate(regularRate(terms))
  const day = unitRate(terms)
  const byDays = new Map<number, Multiply>()
  return (balance, period, index) => {
    const days = interestDays(terms, period, index === 0)
    const interest = byDays.get(days) ?? timesRate(day.times(days))
    byDays.set(days, interest)
    return interest(balance)
  }
}
