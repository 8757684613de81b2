import type { DerivedLoan } from '../domain/engine/derived-loan'
import { currencyExponent } from '../domain/values/currency'
import { formatMinor } from '../domain/values/money'
import type { LoanPosition } from '../domain/pushed/position'
import { ownRecordOf } from './own/own-record'
import { scheduleView } from './own/schedule-view'
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

/** @param loan null where its application was refused */
export function ownStandingView(loan: DerivedLoan | null, currency: string): StandingView {
  const exponent = currencyExponent(currency) ?? 2
  const major = (minor: string) => formatMinor(BigInt(minor), exponent)
  const { status, principalOutstanding, interestOutstanding, creditBalance } = ownRecordOf(loan)
  return {
    status,
    product: loan?.product.code ?? '',
    currency,
    principal: major(principalOutstanding),
    interest: major(interestOutstanding),
    credit: major(creditBalance),
    ...(isDisbursed(loan) ? { schedule: scheduleView(loan) } : {}),
  }
}

function isDisbursed(loan: DerivedLoan | null): loan is DerivedLoan {
  return loan !== null && loan.timeline.disbursedOn !== null
}
