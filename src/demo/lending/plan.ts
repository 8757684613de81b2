import { addMonths } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import type { Random } from '../random'
import { MAJOR } from '../terms'

/** What is lent: flat interest, in amounts whose installments come out even. Minor units. */
export interface Plan {
  principal: bigint
  installment: bigint
  months: number
  /** Percent a month. */
  rate: number
  disbursedOn: CivilDate
}

export const LATE_PENALTY = 2_500n * MAJOR

export function drawPlan(random: Random, year: number): Plan {
  const months = random.pick([3, 6, 9, 10])
  const rate = random.pick([1, 2, 3])
  const monthly = BigInt(random.between(2, 60)) * 10_000n * MAJOR
  const principal = monthly * BigInt(months)
  const installment = monthly + (principal * BigInt(rate)) / 100n
  const day = String(random.between(1, 14)).padStart(2, '0')
  const disbursedOn = `${year}-${random.percent(50) ? '01' : '02'}-${day}`
  return { principal, installment, months, rate, disbursedOn }
}

/** The due date of an installment, from 1. */
export function dueOn({ disbursedOn }: Plan, installment: number): CivilDate {
  return addMonths(disbursedOn, installment)
}

/** Fields of an application for it; what is overdue costs a penalty once, three days late. */
export function applicationFor(plan: Plan, asked: bigint) {
  return {
    ...{ productId: 1, numberOfRepayments: plan.months, repaymentEvery: 1 },
    ...{ repaymentFrequencyType: 2, interestRatePerPeriod: plan.rate },
    ...{ interestRateFrequencyType: 2, interestType: 1, principal: String(asked / MAJOR) },
    charges: [
      {
        ...{ name: 'Late payment', amount: String(LATE_PENALTY / MAJOR), penalty: true },
        ...{ chargeTimeType: 9, graceDays: 3 },
      },
    ],
    ...{ submittedOnDate: plan.disbursedOn, expectedDisbursementDate: plan.disbursedOn },
  }
}
