import type { LoanTerms } from '../events/lending/loan-terms'

/** What an application or a product may leave to its default. */
type Optional = Exclude<keyof LoanTerms, 'principal' | 'numberOfRepayments' | 'ratePeriod'>

export type GivenTerms = Pick<LoanTerms, 'principal' | 'numberOfRepayments' | 'ratePeriod'> & {
  [Field in Optional]?: LoanTerms[Field] | undefined
}

const DEFAULTS = {
  repaymentEvery: 1,
  repaymentUnit: 'MONTHS',
  interestRate: '0',
  interestType: 'DECLINING_BALANCE',
  amortization: 'EQUAL_INSTALLMENTS',
  interestCalculation: 'SAME_AS_REPAYMENT_PERIOD',
  partialPeriods: false,
  daysInYear: 'ACTUAL',
  daysInMonth: 'ACTUAL',
  graceOnPrincipal: 0,
  graceOnInterestPayment: 0,
  interestFreePeriods: 0,
  firstRepaymentOn: null,
  installmentMultiple: null,
  strategy: 'mifos-standard-strategy',
} as const satisfies Partial<LoanTerms>

/**
 * Every term of a loan. What the rate is for has a default of each door: the whole term on `/v1`,
 * a year on `/api`.
 */
export function completeTerms(given: GivenTerms): LoanTerms {
  const said = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Omit<GivenTerms, Optional> & Partial<LoanTerms>
  const { repaymentEvery, repaymentUnit } = { ...DEFAULTS, ...said }
  return {
    loanTerm: given.numberOfRepayments * repaymentEvery,
    loanTermUnit: repaymentUnit,
    ...DEFAULTS,
    ...said,
  }
}
