import { completeTerms } from '../../../domain/engine/terms'
import type { Application } from '../../../stream/command-request'
import type { ApplicationValues } from './application-shape'

/** What of an application its fields alone say. */
export type Applied = Pick<Application, 'terms' | 'charges' | 'overdue'> & { chargeNames: string[] }

export function appliedFor(values: ApplicationValues): Applied {
  const terms = completeTerms({
    principal: values.principal.toString(),
    loanTerm: values.loanTermFrequency,
    loanTermUnit: values.loanTermFrequencyType,
    numberOfRepayments: values.numberOfRepayments,
    repaymentEvery: values.repaymentEvery,
    repaymentUnit: values.repaymentFrequencyType,
    interestRate: values.interestRatePerPeriod,
    ratePeriod: values.interestRateFrequencyType ?? 'WHOLE_TERM',
    interestType: values.interestType,
    amortization: values.amortizationType,
    interestCalculation: values.interestCalculationPeriodType,
    partialPeriods: values.allowPartialPeriodInterestCalculation,
    daysInYear: values.daysInYearType,
    daysInMonth: values.daysInMonthType,
    graceOnPrincipal: values.graceOnPrincipalPayment,
    graceOnInterestPayment: values.graceOnInterestPayment,
    interestFreePeriods: values.graceOnInterestCharged,
    firstRepaymentOn: values.repaymentsStartingFromDate,
    installmentMultiple: values.installmentAmountInMultiplesOf?.toString(),
    strategy: values.transactionProcessingStrategyCode,
  })
  const charges = values.charges.flatMap((read) => ('charge' in read ? [read] : []))
  const [overdue = null] = values.charges.flatMap((read) =>
    'overdue' in read ? [read.overdue] : [],
  )
  return {
    terms,
    charges: charges.map(({ charge }, index) => ({ index, ...charge })),
    chargeNames: charges.map(({ name }) => name),
    overdue,
  }
}
