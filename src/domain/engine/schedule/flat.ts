import type { Decimal } from 'decimal.js'
import type { LoanTerms } from '../../events/lending/loan-terms'
import { daysBetween } from '../../values/calendar'
import { minorOf } from '../../values/money'
import { unitsBetween } from './dates'
import type { Period } from './dates'
import { Exact, shareOf, timesRate, toMultiple } from './figures'
import { flatInterest } from './flat-interest'
import { unitRate } from './rate'
import { Repaying } from './repaying'
import type { Share } from './share'

/** Principal and interest of each installment, the interest being on the whole principal. */
export function flatShares(
  terms: LoanTerms,
  principal: bigint,
  periods: readonly Period[],
): Share[] {
  const interest = flatInterest(terms, interestOfTerm(terms, principal, periods))
  const even = shareOf(principal, terms.numberOfRepayments - terms.graceOnPrincipal)
  const shares: Share[] = []
  const repaying = new Repaying(principal, periods.length)
  for (const index of periods.keys()) {
    if (repaying.left === 0n) break
    const { share, due } = interest.next()
    const regular = index < terms.graceOnPrincipal ? 0n : even
    shares.push({ principal: repaying.pay(rounded(terms, regular, share)), interest: due })
  }
  const last = shares.at(-1)
  if (last !== undefined) last.interest += interest.carried()
  return shares
}

/**
 * The principal that makes the installment the sum of its two shares, each to the multiple. Below
 * zero where the interest was rounded down by more.
 */
function rounded(terms: LoanTerms, principal: bigint, interest: bigint): bigint {
  if (terms.installmentMultiple === null) return principal
  const multiple = minorOf(terms.installmentMultiple)
  return toMultiple(principal, multiple) + toMultiple(interest, multiple) - interest
}

function interestOfTerm(terms: LoanTerms, principal: bigint, periods: readonly Period[]): bigint {
  const rate = new Exact(unitRate(terms)).times(unitsOfTerm(terms, periods))
  return timesRate(rate)(principal)
}

/** From the disbursement to the last due date. */
function unitsOfTerm(terms: LoanTerms, periods: readonly Period[]): Decimal | number {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) return 0
  if (terms.interestCalculation === 'DAILY') return daysBetween(first.from, last.due)
  return terms.partialPeriods ? unitsBetween(first.from, last.due, terms) : terms.loanTerm
}
