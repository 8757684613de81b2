import { completeTerms } from '../../../src/domain/engine/terms'
import type { SubmitPayload } from '../../../src/domain/events/lending/lending-payloads'

/** What is lent: the fields of an application, and what they say to the rules. */
export interface Plan {
  body: Readonly<Record<string, unknown>>
  said: Pick<SubmitPayload, 'terms' | 'charges' | 'overdue'>
  principal: bigint
}

const SEVEN_DAYS: Plan = {
  principal: 1_000_000n,
  body: {
    ...{ principal: '10000', numberOfRepayments: 1, repaymentEvery: 7, repaymentFrequencyType: 0 },
    ...{ interestRatePerPeriod: 11, interestType: 1 },
  },
  said: {
    terms: completeTerms({
      ...{ principal: '1000000', numberOfRepayments: 1, repaymentEvery: 7, repaymentUnit: 'DAYS' },
      ...{ interestRate: '11', ratePeriod: 'WHOLE_TERM', interestType: 'FLAT' },
    }),
    ...{ charges: [], overdue: null },
  },
}

const TWO_MONTHS: Plan = {
  principal: 1_200_000n,
  body: {
    ...{ principal: '12000', numberOfRepayments: 2, repaymentEvery: 1, repaymentFrequencyType: 2 },
    ...{ interestRatePerPeriod: 1, interestRateFrequencyType: 2, interestType: 1 },
    charges: [
      { name: 'Late', amount: '15', chargeTimeType: 9, penalty: true, graceDays: 2 },
      { name: 'Book', amount: '5', chargeTimeType: 8 },
    ],
  },
  said: {
    terms: completeTerms({
      ...{ principal: '1200000', numberOfRepayments: 2 },
      ...{ interestRate: '1', ratePeriod: 'MONTH', interestType: 'FLAT' },
    }),
    charges: [
      { index: 0, time: 'INSTALLMENT', rate: { amount: '500' }, penalty: false, dueOn: null },
    ],
    overdue: { graceDays: 2, rate: { amount: '1500' }, every: null },
  },
}

const SIX_MONTHS: Plan = {
  principal: 250_000n,
  body: {
    ...{ principal: '2500', numberOfRepayments: 6, repaymentEvery: 1, repaymentFrequencyType: 2 },
    ...{ interestRatePerPeriod: 24, interestRateFrequencyType: 3 },
    charges: [{ name: 'Processing', amount: 2, chargeTimeType: 1, chargeCalculationType: 2 }],
  },
  said: {
    terms: completeTerms({
      ...{ principal: '250000', numberOfRepayments: 6, interestRate: '24', ratePeriod: 'YEAR' },
    }),
    charges: [
      {
        ...{ index: 0, time: 'DISBURSEMENT', penalty: false, dueOn: null },
        rate: { percent: '2', of: 'AMOUNT' },
      },
    ],
    overdue: null,
  },
}

export const PLANS: readonly [Plan, ...Plan[]] = [TWO_MONTHS, SEVEN_DAYS, SIX_MONTHS]
