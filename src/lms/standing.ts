import { currencyExponent } from '../domain/currency'
import { formatMinor } from '../domain/money'
import type { LoanPosition } from '../domain/position'
import type { StandingView } from '../domain/step-results'

/** What the Temporal UI shows of a pushed loan's product: it has none of its own. */
export const PUSHED_PRODUCT = '(pushed)'

export function standingView(position: LoanPosition, currency: string): StandingView {
  const exponent = currencyExponent(currency) ?? 2
  return {
    status: position.status,
    product: PUSHED_PRODUCT,
    currency,
    principal: formatMinor(position.principalOutstanding, exponent),
    interest: formatMinor(position.interestOutstanding, exponent),
    credit: formatMinor(position.creditBalance, exponent),
  }
}
