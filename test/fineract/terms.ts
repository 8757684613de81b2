import { CHARGE_CALCULATIONS, CHARGE_TIMES, CODES } from '../../src/domain/engine/codes'
import type { Coded } from '../../src/domain/engine/codes'
import type {
  AllocationStrategy,
  ChargeRate,
  ChargeTime,
  ChargeTerms,
  LoanTerms,
} from '../../src/domain/events/lending/loan-terms'
import { parseAmount } from '../../src/domain/values/money'
import type { FineractCharge, FineractLoan } from './cases'

function wordOf<Word>({ words, name }: Coded<Word>, figure: string): Word {
  const word = words.get(Number(figure))
  if (word === undefined) throw new RangeError(`${name} ${figure}`)
  return word
}

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
    repaymentUnit: wordOf(CODES.repaymentUnit, loan.repaymentFrequencyType),
    loanTerm: Number(loan.loanTermFrequency),
    loanTermUnit: wordOf(CODES.loanTermUnit, loan.loanTermFrequencyType),
    interestRate: loan.interestRatePerPeriod,
    ratePeriod: wordOf(CODES.ratePeriod, loan.interestRateFrequencyType),
    interestType: wordOf(CODES.interestType, loan.interestType),
    amortization: wordOf(CODES.amortization, loan.amortizationType),
    interestCalculation: wordOf(CODES.interestCalculation, loan.interestCalculationPeriodType),
    partialPeriods: loan.allowPartialPeriodInterestCalculation,
    daysInYear: wordOf(CODES.daysInYear, loan.daysInYearType),
    daysInMonth: wordOf(CODES.daysInMonth, loan.daysInMonthType),
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
    time: timeOf(charge),
    rate: rateOf(charge, loan),
    penalty: charge.penalty,
    dueOn: charge.dueDate ?? null,
  }))
}

function timeOf({ chargeTimeType }: FineractCharge): ChargeTime {
  const time = wordOf(CHARGE_TIMES, chargeTimeType)
  if (time === 'OVERDUE') throw new RangeError('No charge of an application is on what is overdue.')
  return time
}

function rateOf(charge: FineractCharge, loan: FineractLoan): ChargeRate {
  const of = wordOf(CHARGE_CALCULATIONS, charge.chargeCalculationType)
  if (of === 'FLAT') return { amount: minor(charge.amount, loan).toString() }
  return { percent: charge.amount, of }
}
