import type { LendingEventOf } from '../../events/lending/lending-event'
import type { DerivedCharge } from '../derived-loan'
import { refuse, refuseFields } from '../refusals/refusals'
import type { LmsRefusal } from '../refusals/refusals'
import { scheduledAnew } from './scheduled-anew'
import { firstOf, refusalOfDate, unless, unlessAllowed } from './standing'
import type { Standing, Verdict } from './standing'

export function refusalOfAddCharge(
  standing: Standing,
  { payload: { charge } }: LendingEventOf<'ADD_CHARGE'>,
): LmsRefusal | null {
  const { disbursedOn, expectedDisbursementOn } = standing.loan.timeline
  const paidOutOn = disbursedOn ?? expectedDisbursementOn
  return firstOf(
    unlessAllowed(standing, 'CHARGE_ON_ENDED_LOAN'),
    unless(charge.time !== 'DISBURSEMENT' || disbursedOn === null, 'CHARGE_NOTHING_TO_DISBURSE'),
    unless(charge.time !== 'DUE_DATE' || charge.dueOn !== null, 'CHARGE_WITHOUT_DUE_DATE'),
    unless(
      charge.dueOn === null || charge.dueOn >= (paidOutOn ?? charge.dueOn),
      'CHARGE_BEFORE_DISBURSEMENT',
    ),
    scheduledAnew(standing, { charge }),
  )
}

/** A waiver takes what the charge, or its installment, has open now: that stays its amount. */
export function judgeWaiveCharge(
  standing: Standing,
  { payload }: LendingEventOf<'WAIVE_CHARGE'>,
): Verdict {
  const { chargeEventId, index, installment, date } = payload
  const charge = standing.loan.charges.find(
    (one) => one.eventId === chargeEventId && one.index === index,
  )
  if (charge === undefined) return refuse('CHARGE_NOT_FOUND', { chargeId: chargeEventId })
  const refusal = firstOf(
    unlessAllowed(standing, 'CHARGE_LOAN_NOT_ACTIVE'),
    refusalOfDate(standing, date),
    unless(!charge.reversed, 'CHARGE_TAKEN_BACK'),
  )
  if (refusal !== null) return refusal
  if (charge.time === 'INSTALLMENT' && installment === null) {
    const message = 'The parameter `installmentNumber` is mandatory.'
    return refuseFields([{ field: 'installmentNumber', message }])
  }
  const penalty = standing.live.find(
    ({ eventId, kind }) => eventId === chargeEventId && kind === 'PENALTY',
  )
  if (penalty !== undefined && date < penalty.effectiveDate) {
    return refuse('WAIVED_BEFORE_CHARGE', { date: penalty.effectiveDate })
  }
  const amount = openOf(charge, installment)
  if (amount > 0n) return { amount }
  return refuse(charge.waived > 0n ? 'CHARGE_ALREADY_WAIVED' : 'CHARGE_ALREADY_PAID')
}

function openOf({ parts }: DerivedCharge, installment: number | null): bigint {
  return parts
    .filter((part) => installment === null || part.installment === installment)
    .reduce((sum, { outstanding }) => sum + outstanding, 0n)
}
