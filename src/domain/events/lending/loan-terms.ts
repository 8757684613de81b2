import type { CivilDate } from '../../values/calendar'
import type { MinorUnits } from '../../values/money'

export type PeriodUnit = 'DAYS' | 'WEEKS' | 'MONTHS'

/** What an interest rate is for: 4 % a month, 48 % a year, or 11 % for all of the loan's term. */
export type RatePeriod = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'WHOLE_TERM'

/** Which part of an installment a payment pays first; Apache Fineract's codes. */
export type AllocationStrategy =
  | 'mifos-standard-strategy'
  | 'interest-principal-penalties-fees-order-strategy'
  | 'principal-interest-penalties-fees-order-strategy'

/** Everything a loan's schedule is calculated from, every default filled in. JSON. */
export interface LoanTerms {
  /** What was applied for; what is approved and disbursed may be less. */
  principal: MinorUnits
  numberOfRepayments: number
  repaymentEvery: number
  repaymentUnit: PeriodUnit
  loanTerm: number
  loanTermUnit: PeriodUnit
  /** Decimal text, in percent: `11` for 11 %. */
  interestRate: string
  ratePeriod: RatePeriod
  interestType: 'DECLINING_BALANCE' | 'FLAT'
  amortization: 'EQUAL_PRINCIPAL' | 'EQUAL_INSTALLMENTS'
  interestCalculation: 'DAILY' | 'SAME_AS_REPAYMENT_PERIOD'
  /** Days beyond whole periods bear interest; of flat loans only. */
  partialPeriods: boolean
  daysInYear: 'ACTUAL' | 360 | 364 | 365
  daysInMonth: 'ACTUAL' | 30
  /** Installments, from the first on, that pay no principal. */
  graceOnPrincipal: number
  /** Installments, from the first on, whose interest falls due with the one after them. */
  graceOnInterestPayment: number
  /** Installments, from the first on, that bear no interest. */
  interestFreePeriods: number
  firstRepaymentOn: CivilDate | null
  /** Minor units that an installment is a multiple of; null where it is not rounded. */
  installmentMultiple: MinorUnits | null
  strategy: AllocationStrategy
}

export type ChargeTime = 'DISBURSEMENT' | 'DUE_DATE' | 'INSTALLMENT'

export type PercentageOf = 'AMOUNT' | 'AMOUNT_AND_INTEREST' | 'INTEREST'

/** A fixed amount, or a percentage (decimal text, `2.5` for 2.5 %) of a part of the loan. */
export type ChargeRate = { amount: MinorUnits } | { percent: string; of: PercentageOf }

/** A charge on a loan. Its name is free text and stands in the event's details. JSON. */
export interface ChargeTerms {
  /** Its place among the charges of its event, from 0. */
  index: number
  time: ChargeTime
  rate: ChargeRate
  penalty: boolean
  /** Of time DUE_DATE, else null. */
  dueOn: CivilDate | null
}

/** What an installment that is overdue costs. JSON. */
export interface OverdueRule {
  /** Days after the due date on which nothing is charged yet. */
  graceDays: number
  /** Percentages are of what of the installment is overdue: principal, principal and interest. */
  rate: { amount: MinorUnits } | { percent: string; of: 'AMOUNT' | 'AMOUNT_AND_INTEREST' }
  /** Charged again after so long while it is still overdue; null where it is charged once. */
  every: { count: number; unit: PeriodUnit } | null
}
