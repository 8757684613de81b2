import type { LoanTerms } from '../../events/lending/loan-terms'
import { least } from '../../values/money'
import { shareOf } from './figures'

/** The interest of a flat loan, installment by installment. */
export interface FlatInterest {
  /**
   * Of the next installment: its regular share, and what is due of it. Together no more is due than
   * the total, and the last takes what is left.
   */
  next(): { share: bigint; due: bigint }
  /** Still waiting for the end of the grace on interest. */
  carried(): bigint
}

/** @param ofTerm what the loan would bear if no period were free of interest */
export function flatInterest(terms: LoanTerms, ofTerm: bigint): FlatInterest {
  const even = shareOf(ofTerm, terms.numberOfRepayments)
  const total = ofTerm - even * BigInt(terms.interestFreePeriods)
  const wanted =
    terms.amortization === 'EQUAL_INSTALLMENTS' ? spread(terms, total) : carrying(terms, even)
  let [index, left] = [0, total > 0n ? total : 0n]
  return {
    next() {
      const share = wanted.of(index)
      index += 1
      const due = index === terms.numberOfRepayments ? left : least(share, left)
      left -= due
      return { share, due }
    },
    carried: () => wanted.carried(),
  }
}

interface Wanted {
  of(index: number): bigint
  carried(): bigint
}

/** Spread evenly over the installments that pay interest: nothing is carried over the grace. */
function spread(terms: LoanTerms, total: bigint): Wanted {
  const { graceOnInterestPayment, interestFreePeriods, numberOfRepayments } = terms
  const without = Math.max(graceOnInterestPayment, interestFreePeriods)
  const paying = numberOfRepayments - graceOnInterestPayment - interestFreePeriods
  const share = paying > 0 ? shareOf(total, paying) : 0n
  return { of: (index) => (index < without ? 0n : share), carried: () => 0n }
}

/** Each period bears an even share; what falls into the grace is due with the one after it. */
function carrying(terms: LoanTerms, even: bigint): Wanted {
  const { graceOnInterestPayment, interestFreePeriods } = terms
  let carried = 0n
  return {
    of(index) {
      if (index < graceOnInterestPayment) {
        carried += even
        return 0n
      }
      if (index < interestFreePeriods) return 0n
      if (index > graceOnInterestPayment) return even
      const due = carried + even
      carried = 0n
      return due
    },
    carried: () => carried,
  }
}
