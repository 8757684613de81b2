import { currencyExponent } from '../domain/values/currency'
import { formatMinor } from '../domain/values/money'
import type { LoanPosition } from '../domain/pushed/position'
import { PUSHED_PRODUCT } from '../contract/search-attributes'
import type { StandingView } from '../contract/step-results'

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
