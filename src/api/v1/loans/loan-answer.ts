import { arrearsOn } from '../../../domain/engine/arrears'
import type { DerivedLoan, Portions, Timeline } from '../../../domain/engine/derived-loan'
import { MOST_COMMANDED, MOST_PENALIZED } from '../../../domain/engine/most-live'
import { sumOf } from '../../../domain/engine/portions'
import { vatOn } from '../../../domain/values/vat'
import { derivedOf } from '../../../views/lending/lending-loan'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { wireAmount } from '../../wire/amount'
import { toChargeAnswer } from './charge-answer'
import type { LoanAnswer } from './loan-answer-schema'
import { pushedLoanAnswer } from './pushed-loan-answer'
import { parts, toScheduleRow } from './schedule-answer'
import type { Shown } from './shown'
import { BY_THE_CLOCK, toTransactionAnswer } from './transaction-answer'

/** A loan as it stands; null before its application was judged, and where it was refused. */
export function toLoanAnswer(record: LendingRecord, shown: Shown): LoanAnswer | null {
  if (record.home === 'PUSH') return pushedLoanAnswer(record, shown)
  const derived = derivedOf(record)
  return derived && ownLoanAnswer(record, derived, shown)
}

function ownLoanAnswer(record: LendingRecord, derived: DerivedLoan, shown: Shown): LoanAnswer {
  const { currency, exponent, today } = shown
  const { totals, principal, timeline } = derived
  const wire = (minor: bigint) => wireAmount(minor, exponent)
  const arrears = arrearsOn(derived, today)
  return {
    ...{ id: record.no, externalId: record.loanId },
    ...{ customerId: record.customer?.no ?? null, customerName: record.customer?.name ?? null },
    ...{ productId: String(derived.product.no), productName: record.productName ?? '' },
    ...{ status: derived.status, currency },
    principal: wire(principal.disbursed ?? principal.approved ?? principal.applied),
    approvedPrincipal: principal.approved === null ? null : wire(principal.approved),
    totalOutstanding: wire(sumOf(totals.outstanding)),
    ...parts(totals.outstanding, 'Outstanding', exponent),
    overpaidAmount: wire(totals.overpaid),
    feesDueAtDisbursement: wire(totals.feesAtDisbursement),
    ...disbursalOf(record, derived, exponent),
    notice: noticeOf(record, derived),
    ...{ daysOverdue: arrears.days, arrears: wire(arrears.amount) },
    summary: summaryOf(totals, exponent),
    timeline: timelineOf(timeline),
    schedule: derived.schedule.map((installment) => toScheduleRow(installment, exponent)),
    charges: derived.charges.map((charge) => toChargeAnswer(record, charge, exponent)),
    transactions: record.transactions
      .filter(({ type }) => shown.withAccruals || !BY_THE_CLOCK.includes(type))
      .map((row) => toTransactionAnswer(record, derived, row, exponent)),
  }
}

function noticeOf({ facts: { length } }: LendingRecord, { overdue }: DerivedLoan): string | null {
  if (length >= MOST_COMMANDED)
    return `The loan has ${length} transactions, charges and accruals: it takes no more.`
  if (length < MOST_PENALIZED || overdue === null) return null
  return `Overdue penalties have stopped: the loan has ${length} transactions, charges and accruals, and from ${MOST_PENALIZED} on none is made.`
}

/** What is paid out, and the VAT kept back from it; nulls before the disbursement. */
function disbursalOf(
  { facts }: LendingRecord,
  { totals, principal }: DerivedLoan,
  exponent: number,
) {
  const disbursement = facts.find(({ kind }) => kind === 'DISBURSE')
  if (disbursement === undefined || principal.disbursed === null) {
    return { vatOnCharges: null, netDisbursal: null }
  }
  const fees = totals.feesAtDisbursement
  const vat = vatOn(fees, (disbursement.payload as { vatRate: string }).vatRate)
  return {
    vatOnCharges: wireAmount(vat, exponent),
    netDisbursal: wireAmount(principal.disbursed - fees - vat, exponent),
  }
}

type Sums = Record<'paid' | 'waived' | 'writtenOff', Portions>

function summaryOf({ paid, waived, writtenOff }: Sums, exponent: number) {
  return {
    ...parts(paid, 'Paid', exponent),
    totalRepayment: wireAmount(sumOf(paid), exponent),
    ...parts(waived, 'Waived', exponent),
    ...parts(writtenOff, 'WrittenOff', exponent),
  }
}

function timelineOf(timeline: Timeline): LoanAnswer['timeline'] {
  return {
    submittedOnDate: timeline.submittedOn,
    approvedOnDate: timeline.approvedOn,
    expectedDisbursementDate: timeline.expectedDisbursementOn,
    disbursedOnDate: timeline.disbursedOn,
    expectedMaturityDate: timeline.expectedMaturityOn,
    actualMaturityDate: timeline.actualMaturityOn,
    closedOnDate: timeline.closedOn,
    overpaidOnDate: timeline.overpaidOn,
    rejectedOnDate: timeline.rejectedOn,
    withdrawnOnDate: timeline.withdrawnOn,
    writtenOffOnDate: timeline.writtenOffOn,
  }
}
