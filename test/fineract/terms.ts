import type {
  AllocationStrategy,
  ChargeRate,
  ChargeTerms,
  LoanTerms,
} from '../../src/domain/events/lending/loan-terms'
import { parseAmount } from '../../src/domain/values/money'
import type { FineractCharge, FineractLoan } from './cases'

const UNITS = { '0': 'DAYS', '1': 'WEEKS', '2': 'MONTHS' } as const
const RATE_PERIODS = { '2': 'MONTH', '3': 'YEAR', '4': 'WHOLE_TERM' } as const
const TIMES = { '1': 'DISBURSEMENT', '2': 'DUE_DATE', '8': 'INSTALLMENT' } as const
const PERCENTAGES = { '2': 'AMOUNT', '3': 'AMOUNT_AND_INTEREST', '4': 'INTEREST' } as const

export function exponentOf(loan: FineractLoan): number {
  return Number(loan.digitsAfterDecimal)
}

/** Minor units out of a figure in major ones. */
export function minor(figure: string, loan: FineractLoan): bigint {
  const parsed = parseAmount(figure, exponentOf(loan))
  if (!parsed.ok) throw new RangeError(`${figure} ${parsed.problem}`)
  return parsed.minor
}

export function termsOf(loan: FineractLoan): LoanTerms {
  const multiple = loan.installmentAmountInMultiplesOf
  return {
    principal: minor(loan.principal, loan).toString(),
    numberOfRepayments: Number(loan.numberOfRepayments),
    repaymentEvery: Number(loan.repaymentEvery),
    repaymentUnit: UNITS[loan.repaymentFrequencyType as keyof typeof UNITS],
    loanTerm: Number(loan.loanTermFrequency),
    loanTermUnit: UNITS[loan.loanTermFrequencyType as keyof typeof UNITS],
    interestRate: loan.interestRatePerPeriod,
    ratePeriod: RATE_PERIODS[loan.interestRateFrequencyType as keyof typeof RATE_PERIODS],
    interestType: loan.interestType === '1' ? 'FLAT' : 'DECLINING_BALANCE',
    amortization: loan.amortizationType === '1' ? 'EQUAL_INSTALLMENTS' : 'EQUAL_PRINCIPAL',
    interestCalculation:
      loan.interestCalculationPeriodType === '0' ? 'DAILY' : 'SAME_AS_REPAYMENT_PERIOD',
    partialPeriods: loan.allowPartialPeriodInterestCalculation,
    daysInYear:
      loan.daysInYearType === '1' ? 'ACTUAL' : (Number(loan.daysInYearType) as 360 | 364 | 365),
    daysInMonth: loan.daysInMonthType === '30' ? 30 : 'ACTUAL',
    graceOnPrincipal: Number(loan.graceOnPrincipalPayment),
    graceOnInterestPayment: Number(loan.graceOnInterestPayment),
    interestFreePeriods: Number(loan.graceOnInterestCharged),
    firstRepaymentOn: loan.repaymentsStartingFromDate ?? null,
    installmentMultiple: multiple === undefined ? null : minor(multiple, loan).toString(),
    strategy: loan.transactionProcessingStrategyCode as AllocationStrategy,
  }
}

export function chargesOf(
  loan: FineractLoan,
  charges: readonly FineractCharge[] = loan.charges,
): ChargeTerms[] {
  return charges.map((charge, index) => ({
    index,
    time: TIMES[charge.chargeTimeType as keyof typeof TIMES],
    rate: rateOf(charge, loan),
    penalty: charge.penalty,
    dueOn: charge.dueDate ?? null,
  }))
}

function rateOf(charge: FineractCharge, loan: FineractLoan): ChargeRate {
  if (charge.chargeCalculationType === '1') return { amount: minor(charge.amount, loan).toString() }
  const of = PERCENTAGES[charge.chargeCalculationType as keyof typeof PERCENTAGES]
  return { percent: charge.amount, of }
}
