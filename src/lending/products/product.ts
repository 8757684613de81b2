import type { AccountMapping } from '../../business/business'

/** A fee that each loan of a product has: an amount in minor units, or so many percent. */
export interface ProductFee {
  name: string
  /** 1 kept back at the disbursement, 8 with every installment. */
  chargeTimeType: 1 | 8
  amountMinor?: number
  percent?: number
  /** Of a percentage: 2 of the amount, 3 of amount and interest, 4 of interest. */
  chargeCalculationType?: 2 | 3 | 4
  penalty?: boolean
}

/** What an installment that is overdue costs. */
export interface ProductOverdue {
  graceDays?: number
  amountMinor?: number
  percent?: number
  /** Of a percentage: 2 of principal, 3 of principal and interest. */
  chargeCalculationType?: 2 | 3
  every?: { count: number; unit: 'DAYS' | 'WEEKS' | 'MONTHS' } | null
}

/** What a product sets, as it was given: amounts in minor units, codes by Apache Fineract's numbers. */
export interface ProductConfig {
  minPrincipal?: number
  maxPrincipal?: number
  tenorMonths?: number
  numberOfRepayments?: number
  repaymentEvery?: number
  repaymentFrequencyType?: number
  interestRatePerPeriod?: number
  interestRateFrequencyType?: number
  interestType?: number
  amortizationType?: number
  interestCalculationPeriodType?: number
  allowPartialPeriodInterestCalculation?: boolean
  daysInYearType?: number
  daysInMonthType?: number
  graceOnPrincipalPayment?: number
  graceOnInterestPayment?: number
  graceOnInterestCharged?: number
  installmentAmountInMultiplesOfMinor?: number
  transactionProcessingStrategyCode?: string
  fees?: ProductFee[]
  overdue?: ProductOverdue
  settlementRebate?: boolean
}

/** `glAsset`, `glIncome` and `glFee`: accounts of a product's own. */
export type ProductMapping = Omit<AccountMapping, 'glTransfer'>

export type ProductStatus = 'draft' | 'published'

/** A version of a product. */
export interface StoredProduct {
  no: number
  code: string
  version: number
  status: ProductStatus
  name: string
  currency: string
  config: ProductConfig
  accountMapping: ProductMapping
  /** Of the product, and of this version. */
  createdAt: string
  updatedAt: string
  /** The version that was made last, which an edit goes on from. */
  latestVersion: number
}
