import type { LendingEventOf } from '../../events/lending/lending-event'
import { minorOf } from '../../values/money'
import type { LmsRefusal } from '../refusals/refusals'
import { scheduledAnew } from './scheduled-anew'
import { activeSince, firstOf, unless, unlessAllowed } from './standing'
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
  const principal = minorOf(payload.amount)
  return firstOf(
    unless(approvedOnDate >= (submittedOn ?? approvedOnDate), 'APPROVED_BEFORE_SUBMITTED', {
      ...{ approvedOnDate, submittedOnDate: submittedOn ?? '' },
    }),
    unless(approvedOnDate <= (expected ?? approvedOnDate), 'APPROVED_AFTER_DISBURSEMENT', {
      ...{ approvedOnDate, expectedDisbursementDate: expected ?? '' },
    }),
    unless(approvedOnDate >= (activeSince(live) ?? approvedOnDate), 'APPROVED_BEFORE_ACTIVATION'),
    unless(principal <= loan.principal.applied, 'APPROVED_MORE_THAN_ASKED'),
    unless(loan.status !== 'Approved', 'ALREADY_APPROVED'),
    unlessAllowed(standing, 'NOT_SUBMITTED_TO_APPROVE'),
    scheduledAnew(standing, { principal, disbursedOn: expected ?? approvedOnDate }),
  )
}

export function refusalOfReject(
  standing: Standing,
  { payload: { date } }: LendingEventOf<'REJECT'>,
): LmsRefusal | null {
  const { submittedOn } = standing.loan.timeline
  return firstOf(
    unless(date >= (submittedOn ?? date), 'REJECTED_BEFORE_SUBMITTED', {
      submittedOnDate: submittedOn ?? '',
    }),
    unless(date >= (activeSince(standing.live) ?? date), 'REJECTED_BEFORE_ACTIVATION'),
    unlessAllowed(standing, 'NOT_SUBMITTED_TO_REJECT'),
  )
}

export function refusalOfWithdraw(
  standing: Standing,
  { payload: { date } }: LendingEventOf<'WITHDRAW'>,
): LmsRefusal | null {
  const { submittedOn } = standing.loan.timeline
  return firstOf(
    unless(date >= (submittedOn ?? date), 'WITHDRAWN_BEFORE_SUBMITTED', {
      submittedOnDate: submittedOn ?? '',
    }),
    unless(date >= (activeSince(standing.live) ?? date), 'WITHDRAWN_BEFORE_ACTIVATION'),
    unlessAllowed(standing, 'NOT_SUBMITTED_TO_WITHDRAW'),
  )
}

export function refusalOfDisburse(
  standing: Standing,
  { payload }: LendingEventOf<'DISBURSE'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const { date } = payload
  const { approvedOn } = loan.timeline
  const first = loan.terms.firstRepaymentOn
  const principal = minorOf(payload.amount)
  return firstOf(
    unless(date >= (approvedOn ?? date), 'DISBURSED_BEFORE_APPROVED', {
      approvedOnDate: approvedOn ?? '',
    }),
    unless(date >= (activeSince(live) ?? date), 'DISBURSED_BEFORE_ACTIVATION'),
    unless(date <= (first ?? date), 'DISBURSED_AFTER_FIRST_REPAYMENT', {
      firstRepaymentDate: first ?? '',
    }),
    unless(principal <= (loan.principal.approved ?? principal), 'DISBURSED_MORE_THAN_APPROVED'),
    unlessAllowed(standing, 'NOT_APPROVED_TO_DISBURSE'),
    // Its schedule begins with the disbursement.
    unless(
      loan.charges.every(({ time, dueOn }) => time !== 'DUE_DATE' || (dueOn ?? date) >= date),
      'CHARGE_OUTSIDE_SCHEDULE',
    ),
    scheduledAnew(standing, { principal, disbursedOn: date }),
  )
}
