import type { Decimal } from 'decimal.js'
import type { LoanTerms } from '../../events/lending/loan-terms'
import { formatMinor, minorOf } from '../../values/money'
import { Exact, toMinor } from './figures'
import { regularRate } from './rate'

export interface Annuity {
  /** Minor units, as all of these. */
  amount: bigint
  /** The most interest that it covers: the amount before it was rounded, whole units of it. */
  ceiling: bigint
}

/**
 * The equal installment. The formula is calculated in floating point and in major units, as Apache
 * Fineract has it (FinanicalFunctions.pmt), for its last cent is of that calculation; but for the
 * power, which engines may calculate differently: it is that of the same double, rounded to one.
 */
export function annuityOf(terms: LoanTerms, principal: bigint, exponent: number): Annuity {
  const rate = regularRate(terms).toNumber()
  const count = terms.numberOfRepayments - terms.graceOnPrincipal
  const payment = paymentOf(Number(formatMinor(principal, exponent)), rate, count)
  const exact = new Exact(payment).times(new Exact(10).pow(exponent))
  if (terms.installmentMultiple === null) {
    return { amount: toMinor(exact), ceiling: toMinor(exact.floor()) }
  }
  const amount = multipleOf(exact, minorOf(terms.installmentMultiple))
  return { amount, ceiling: amount }
}

function paymentOf(amount: number, rate: number, count: number): number {
  if (rate === 0) return amount / count
  const growth = new Exact(doubleText(1 + rate)).pow(count).toNumber()
  const payment = (amount * growth * rate) / (growth - 1)
  // The limit of the formula, where the power is beyond a double.
  return Number.isFinite(payment) ? payment : amount * rate
}

/** All digits of a double: its usual text is shortened. */
function doubleText(value: number): string {
  return value.toFixed(52)
}

function multipleOf(exact: Decimal, multiple: bigint): bigint {
  return toMinor(exact.div(multiple.toString())) * multiple
}
