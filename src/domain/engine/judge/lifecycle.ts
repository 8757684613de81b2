import type { LendingEventOf, LendingFact } from '../../events/lending/lending-event'
import { minorOf } from '../../values/money'
import type { LmsRefusal } from '../refusals/refusals'
import { refuse } from '../refusals/refusals'
import { refusalOfSchedule } from './judge-submit'
import { activeSince, firstOf, unless, unlessStatus } from './standing'
import type { Standing } from './standing'

/** In the order of Apache Fineract: dates, amounts, and only then the state. */
export function refusalOfApprove(
  standing: Standing,
  { payload }: LendingEventOf<'APPROVE'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const { submittedOn } = loan.timeline
  const approvedOnDate = payload.date
  const expected = payload.expectedDisbursementOn ?? loan.timeline.expectedDisbursementOn
  return firstOf(
    unless(approvedOnDate >= (submittedOn ?? approvedOnDate), 'APPROVED_BEFORE_SUBMITTED', {
      ...{ approvedOnDate, submittedOnDate: submittedOn ?? '' },
    }),
    unless(approvedOnDate <= (expected ?? approvedOnDate), 'APPROVED_AFTER_DISBURSEMENT', {
      ...{ approvedOnDate, expectedDisbursementDate: expected ?? '' },
    }),
    unless(approvedOnDate <= payload.today, 'APPROVED_IN_FUTURE'),
    unless(approvedOnDate >= (activeSince(live) ?? approvedOnDate), 'APPROVED_BEFORE_ACTIVATION'),
    unless(minorOf(payload.amount) <= loan.principal.applied, 'APPROVED_MORE_THAN_ASKED'),
    unless(loan.status !== 'Approved', 'ALREADY_APPROVED'),
    unlessStatus(standing, ['Submitted'], 'NOT_SUBMITTED_TO_APPROVE'),
    scheduleOf(live, minorOf(payload.amount), expected ?? approvedOnDate),
  )
}

export function refusalOfReject(
  standing: Standing,
  { payload: { date, today } }: LendingEventOf<'REJECT'>,
): LmsRefusal | null {
  const { submittedOn } = standing.loan.timeline
  return firstOf(
    unless(date >= (submittedOn ?? date), 'REJECTED_BEFORE_SUBMITTED', {
      submittedOnDate: submittedOn ?? '',
    }),
    unless(date <= today, 'REJECTED_IN_FUTURE'),
    unlessStatus(standing, ['Submitted'], 'NOT_SUBMITTED_TO_REJECT'),
  )
}

export function refusalOfWithdraw(
  standing: Standing,
  { payload: { date, today } }: LendingEventOf<'WITHDRAW'>,
): LmsRefusal | null {
  const { submittedOn } = standing.loan.timeline
  return firstOf(
    unless(date >= (submittedOn ?? date), 'WITHDRAWN_BEFORE_SUBMITTED', {
      submittedOnDate: submittedOn ?? '',
    }),
    unless(date <= today, 'WITHDRAWN_IN_FUTURE'),
    unlessStatus(standing, ['Submitted'], 'NOT_SUBMITTED_TO_WITHDRAW'),
  )
}

export function refusalOfDisburse(
  standing: Standing,
  { payload }: LendingEventOf<'DISBURSE'>,
): LmsRefusal | null {
  const { loan, live, naming } = standing
  const { date, today } = payload
  const { approvedOn } = loan.timeline
  const first = loan.terms.firstRepaymentOn
  const amount = minorOf(payload.amount)
  return firstOf(
    unless(date >= (approvedOn ?? date), 'DISBURSED_BEFORE_APPROVED', {
      approvedOnDate: approvedOn ?? '',
    }),
    unless(date <= today, 'DISBURSED_IN_FUTURE', { loanId: naming.loanId }),
    unless(date <= (first ?? date), 'DISBURSED_AFTER_FIRST_REPAYMENT', {
      firstRepaymentDate: first ?? '',
    }),
    unless(amount <= (loan.principal.approved ?? amount), 'DISBURSED_MORE_THAN_APPROVED'),
    unlessStatus(standing, ['Approved'], 'NOT_APPROVED_TO_DISBURSE'),
    scheduleOf(live, amount, date),
  )
}

export function refusalOfUndoApproval(standing: Standing): LmsRefusal | null {
  return unlessStatus(standing, ['Approved'], 'NOT_APPROVED_TO_UNDO')
}

/** Credit that pays another loan has to be taken back first: the loan that it paid knows nothing of this. */
export function refusalOfUndoDisbursal(standing: Standing): LmsRefusal | null {
  const transfer = standing.live.find(
    (event) =>
      event.kind === 'CREDIT_OUT' || (event.kind === 'REPAY' && event.payload.transfer !== null),
  )
  return firstOf(
    unlessStatus(standing, ['Active'], 'NOT_ACTIVE_TO_UNDO_DISBURSAL'),
    transfer === undefined ? null : refuse('REVERSAL_BLOCKED', { eventId: transfer.eventId }),
  )
}

function scheduleOf(
  live: readonly LendingFact[],
  principal: bigint,
  disbursedOn: string,
): LmsRefusal | null {
  const submit = live.find(({ kind }) => kind === 'SUBMIT')
  if (submit?.kind !== 'SUBMIT') return null
  const added = live.flatMap((event) => (event.kind === 'ADD_CHARGE' ? [event.payload.charge] : []))
  const charges = [...submit.payload.charges, ...added]
  return refusalOfSchedule({ ...submit.payload, charges }, principal, disbursedOn)
}
