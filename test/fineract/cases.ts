import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'lossless-json'

/** Figures are kept as they are written: decimal text. */
type Figure = string

export interface FineractCharge {
  chargeTimeType: Figure
  chargeCalculationType: Figure
  penalty: boolean
  amount: Figure
  dueDate?: string
}

/** A loan application, by Apache Fineract's names. */
export interface FineractLoan {
  digitsAfterDecimal: Figure
  inMultiplesOf: Figure
  principal: Figure
  interestType: Figure
  amortizationType: Figure
  numberOfRepayments: Figure
  repaymentEvery: Figure
  repaymentFrequencyType: Figure
  loanTermFrequency: Figure
  loanTermFrequencyType: Figure
  interestRatePerPeriod: Figure
  interestRateFrequencyType: Figure
  interestCalculationPeriodType: Figure
  allowPartialPeriodInterestCalculation: boolean
  daysInYearType: Figure
  daysInMonthType: Figure
  installmentAmountInMultiplesOf?: Figure
  submittedOnDate: string
  expectedDisbursementDate: string
  graceOnPrincipalPayment: Figure
  graceOnInterestPayment: Figure
  graceOnInterestCharged: Figure
  repaymentsStartingFromDate?: string
  transactionProcessingStrategyCode: string
  charges: FineractCharge[]
}

export interface ScheduleCase {
  id: string
  input: FineractLoan
  expected?: {
    disbursement: { date: string; amount: Figure; feesDueAtDisbursement: Figure }
    totals: Record<
      'loanTermInDays' | 'principal' | 'interest' | 'fees' | 'penalties' | 'repaymentExpected',
      Figure
    >
    /** n, from, due, principal, interest, fees, penalties, total, balance */
    periods: string[][]
  }
  refused?: { httpStatus: Figure; code: string; errors: { code: string; text: string }[] }
}

export interface Refused {
  code: string
  text: string
  errors?: { code: string; text: string; field: string }[]
}

/** What a loan looks like after a step; a part that is absent is as it was before. */
export interface StoryState {
  status: [code: Figure, name: string]
  totals?: Record<string, Figure>
  principal?: Figure
  approvedPrincipal?: Figure
  dates?: Record<string, string>
  transactions?: unknown[][]
  installments?: (string | boolean | null)[][]
  charges?: (string | boolean | null)[][]
}

export interface StoryStep {
  action: string
  params: Record<string, unknown>
  httpStatus: Figure
  refused?: Refused
  created?: string
  state?: StoryState
  /** Of journals.json: transaction, date, account role, debit or credit, amount. */
  journal?: string[][]
}

export interface Story {
  id: string
  kind: string
  strategy: string
  loan: FineractLoan
  steps: StoryStep[]
  dependsOnToday?: boolean
  todaySteps?: Figure[]
  unstable?: boolean
  accrualRowsDependOnToday?: boolean
  ledgerDisagreesFrom?: Figure
}

/** Ours has no currency whose amounts are multiples of more than one unit. */
export const sayable = (loan: FineractLoan): boolean => loan.inMultiplesOf === '0'

export const scheduleCases = (): ScheduleCase[] => read<ScheduleCase>('schedules')
export const stories = (): Story[] => read<Story>('stories')
export const journalStories = (): Story[] => read<Story>('journals')

function read<Case>(name: string): Case[] {
  const json = gunzipSync(readFileSync(join(__dirname, `${name}.json.gz`))).toString('utf8')
  return (parse(json, undefined, (figure) => figure) as { cases: Case[] }).cases
}
