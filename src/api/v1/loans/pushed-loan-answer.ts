import { noPortions, sumOf } from '../../../domain/engine/portions'
import type { Arrears } from '../../../domain/engine/arrears'
import { daysBetween } from '../../../domain/values/calendar'
import type { CivilDate } from '../../../domain/values/calendar'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { wireAmount } from '../../wire/amount'
import { figuresOf } from './figures'
import type { LoanAnswer } from './loan-answer-schema'
import { parts } from './schedule-answer'
import type { Shown } from './shown'
import { toTransactionAnswer } from './transaction-answer'

/** A loan that another LMS pushes: it has no product, no schedule and no charges here. */
export function pushedLoanAnswer(record: LendingRecord, shown: Shown): LoanAnswer | null {
  const { row, customer } = record
  if (row === null) return null
  const { currency, exponent, today } = shown
  const arrears = interestOverdueOn(record, today)
  const nothing = noPortions()
  const paid = record.transactions
    .filter(
      ({ type, reversedOn }) =>
        reversedOn === null && type !== 'DISBURSEMENT' && type !== 'REVENUE_REPORT',
    )
    .reduce(
      (sum, { principal, interest, fees }) => ({
        ...sum,
        principal: sum.principal + BigInt(principal),
        interest: sum.interest + BigInt(interest),
        fees: sum.fees + BigInt(fees),
      }),
      nothing,
    )
  return {
    ...{ id: record.no, externalId: record.loanId },
    ...{ customerId: customer?.no ?? null, customerName: customer?.name ?? null },
    ...{ productId: '0', productName: '(pushed)', status: row.status, currency },
    ...figuresOf(row, exponent),
    feesDueAtDisbursement: wireAmount(0n, exponent),
    ...{ vatOnCharges: null, netDisbursal: null },
    ...{ notice: null, daysOverdue: arrears.days, arrears: wireAmount(arrears.amount, exponent) },
    summary: {
      ...parts(paid, 'Paid', exponent),
      totalRepayment: wireAmount(sumOf(paid), exponent),
      ...parts(nothing, 'Waived', exponent),
      ...parts(nothing, 'WrittenOff', exponent),
    },
    timeline: {
      ...{ submittedOnDate: null, approvedOnDate: null, expectedDisbursementDate: null },
      disbursedOnDate: row.disbursedOn,
      ...{ expectedMaturityDate: null, actualMaturityDate: null, closedOnDate: null },
      ...{ overpaidOnDate: null, rejectedOnDate: null, withdrawnOnDate: null },
      writtenOffOnDate: null,
    },
    ...{ schedule: [], charges: [] },
    transactions: record.transactions
      .filter(({ type }) => shown.withAccruals || type !== 'REVENUE_REPORT')
      .map((transaction) => toTransactionAnswer(record, null, transaction, exponent)),
  }
}

/** Interest is all that is known to have fallen due of a pushed loan. */
function interestOverdueOn({ openInterest }: LendingRecord, day: CivilDate): Arrears {
  const overdue = openInterest.filter(({ dueOn }) => dueOn < day)
  return {
    amount: overdue.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
    days: overdue.reduce((most, { dueOn }) => Math.max(most, daysBetween(dueOn, day)), 0),
  }
}
