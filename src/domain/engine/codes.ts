import type {
  AllocationStrategy,
  ChargeTime,
  LoanTerms,
  PercentageOf,
  PeriodUnit,
  RatePeriod,
} from '../events/lending/loan-terms'

/** A field of the terms as the API names it, and what each of its numbers says. */
export interface Coded<Word> {
  name: string
  words: ReadonlyMap<number, Word>
}

function coded<Word>(name: string, words: Record<number, Word>): Coded<Word> {
  return { name, words: new Map(Object.entries(words).map(([code, word]) => [+code, word])) }
}

/** Apache Fineract's number for a word. */
export function codeOf<Word>({ words }: Coded<Word>, word: Word): number {
  for (const [code, known] of words) if (known === word) return code
  throw new RangeError(`No number for ${String(word)}`)
}

const UNITS: Record<number, PeriodUnit> = { 0: 'DAYS', 1: 'WEEKS', 2: 'MONTHS' }

/** Apache Fineract's numbers for the words of a loan's terms. */
export const CODES = {
  loanTermUnit: coded('loanTermFrequencyType', UNITS),
  repaymentUnit: coded('repaymentFrequencyType', UNITS),
  ratePeriod: coded<RatePeriod>('interestRateFrequencyType', {
    0: 'DAY',
    1: 'WEEK',
    2: 'MONTH',
    3: 'YEAR',
    4: 'WHOLE_TERM',
  }),
  interestType: coded<LoanTerms['interestType']>('interestType', {
    0: 'DECLINING_BALANCE',
    1: 'FLAT',
  }),
  amortization: coded<LoanTerms['amortization']>('amortizationType', {
    0: 'EQUAL_PRINCIPAL',
    1: 'EQUAL_INSTALLMENTS',
  }),
  interestCalculation: coded<LoanTerms['interestCalculation']>('interestCalculationPeriodType', {
    0: 'DAILY',
    1: 'SAME_AS_REPAYMENT_PERIOD',
  }),
  daysInYear: coded<LoanTerms['daysInYear']>('daysInYearType', {
    1: 'ACTUAL',
    360: 360,
    364: 364,
    365: 365,
  }),
  daysInMonth: coded<LoanTerms['daysInMonth']>('daysInMonthType', { 1: 'ACTUAL', 30: 30 }),
} as const

/** The API's names of what has no numbers of its own. */
export const NAMES = {
  principal: 'principal',
  numberOfRepayments: 'numberOfRepayments',
  repaymentEvery: 'repaymentEvery',
  loanTerm: 'loanTermFrequency',
  interestRate: 'interestRatePerPeriod',
  partialPeriods: 'allowPartialPeriodInterestCalculation',
  graceOnPrincipal: 'graceOnPrincipalPayment',
  graceOnInterestPayment: 'graceOnInterestPayment',
  interestFreePeriods: 'graceOnInterestCharged',
  firstRepaymentOn: 'repaymentsStartingFromDate',
  installmentMultiple: 'installmentAmountInMultiplesOf',
  strategy: 'transactionProcessingStrategyCode',
} as const

/** What the API calls a field of the terms. */
export function nameOf(field: keyof LoanTerms): string {
  return field in CODES
    ? CODES[field as keyof typeof CODES].name
    : NAMES[field as keyof typeof NAMES]
}

/** When a charge is due; one on what is overdue is the loan's rule and no charge yet. */
export const CHARGE_TIMES = coded<ChargeTime | 'OVERDUE'>('chargeTimeType', {
  1: 'DISBURSEMENT',
  2: 'DUE_DATE',
  8: 'INSTALLMENT',
  9: 'OVERDUE',
})

/** What a charge's amount is: so much, or so many percent of that. */
export const CHARGE_CALCULATIONS = coded<'FLAT' | PercentageOf>('chargeCalculationType', {
  1: 'FLAT',
  2: 'AMOUNT',
  3: 'AMOUNT_AND_INTEREST',
  4: 'INTEREST',
})

export const STRATEGIES: readonly AllocationStrategy[] = [
  'mifos-standard-strategy',
  'interest-principal-penalties-fees-order-strategy',
  'principal-interest-penalties-fees-order-strategy',
]
