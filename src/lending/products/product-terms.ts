import { CHARGE_CALCULATIONS, CHARGE_TIMES, CODES } from '../../domain/engine/codes'
import type { Coded } from '../../domain/engine/codes'
import { completeTerms } from '../../domain/engine/terms'
import type {
  AllocationStrategy,
  ChargeRate,
  ChargeTerms,
  LoanTerms,
  OverdueRule,
  PercentageOf,
} from '../../domain/events/lending/loan-terms'
import type { MinorUnits } from '../../domain/values/money'
import type { ProductConfig, ProductFee, ProductOverdue } from './product'

/** Everything that an application for a product takes from it. */
export interface ProductTerms {
  terms: LoanTerms
  charges: ChargeTerms[]
  chargeNames: string[]
  overdue: OverdueRule | null
  settlementRebate: boolean
}

/**
 * What a loan of a product is to be like: monthly over its tenor, on a declining balance, in equal
 * installments, unless it says otherwise. Null where it does not say how many installments there are.
 */
export function termsOfProduct(config: ProductConfig, principal: MinorUnits): ProductTerms | null {
  const numberOfRepayments = config.numberOfRepayments ?? config.tenorMonths
  if (numberOfRepayments === undefined) return null
  const fees = config.fees ?? []
  return {
    terms: completeTerms({
      ...{ principal, numberOfRepayments },
      repaymentEvery: config.repaymentEvery,
      repaymentUnit: wordOf(CODES.repaymentUnit, config.repaymentFrequencyType),
      interestRate: decimalOf(config.interestRatePerPeriod),
      ratePeriod: wordOf(CODES.ratePeriod, config.interestRateFrequencyType) ?? 'YEAR',
      interestType: wordOf(CODES.interestType, config.interestType),
      amortization: wordOf(CODES.amortization, config.amortizationType),
      interestCalculation: wordOf(CODES.interestCalculation, config.interestCalculationPeriodType),
      partialPeriods: config.allowPartialPeriodInterestCalculation,
      daysInYear: wordOf(CODES.daysInYear, config.daysInYearType),
      daysInMonth: wordOf(CODES.daysInMonth, config.daysInMonthType),
      graceOnPrincipal: config.graceOnPrincipalPayment,
      graceOnInterestPayment: config.graceOnInterestPayment,
      interestFreePeriods: config.graceOnInterestCharged,
      installmentMultiple: config.installmentAmountInMultiplesOfMinor?.toString(),
      strategy: config.transactionProcessingStrategyCode as AllocationStrategy | undefined,
    }),
    charges: fees.map(chargeOf),
    chargeNames: fees.map(({ name }) => name),
    overdue: config.overdue === undefined ? null : ruleOf(config.overdue),
    settlementRebate: config.settlementRebate ?? false,
  }
}

function chargeOf(fee: ProductFee, index: number): ChargeTerms {
  const time = wordOf(CHARGE_TIMES, fee.chargeTimeType)
  return {
    index,
    time: time === 'INSTALLMENT' ? 'INSTALLMENT' : 'DISBURSEMENT',
    rate: rateOf(fee, 'AMOUNT'),
    penalty: fee.penalty ?? false,
    dueOn: null,
  }
}

function ruleOf(overdue: ProductOverdue): OverdueRule {
  return {
    graceDays: overdue.graceDays ?? 0,
    rate: rateOf(overdue, 'AMOUNT_AND_INTEREST') as OverdueRule['rate'],
    every: overdue.every ?? null,
  }
}

function rateOf(
  {
    amountMinor,
    percent,
    chargeCalculationType,
  }: Pick<ProductFee, 'amountMinor' | 'percent' | 'chargeCalculationType'>,
  usual: PercentageOf,
): ChargeRate {
  if (amountMinor !== undefined) return { amount: String(amountMinor) }
  const of = wordOf(CHARGE_CALCULATIONS, chargeCalculationType) ?? usual
  return { percent: decimalOf(percent) ?? '0', of: of === 'FLAT' ? usual : of }
}

function wordOf<Word>({ words }: Coded<Word>, code: number | undefined): Word | undefined {
  return code === undefined ? undefined : words.get(code)
}

/** A rate has six decimals at most, which a JSON number holds exactly as it was written. */
function decimalOf(rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : rate.toFixed(6).replace(/\.?0+$/, '')
}
