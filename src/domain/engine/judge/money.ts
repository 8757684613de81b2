import type { LendingEventOf, LendingFact } from '../../events/lending/lending-event'
import type { LendingFactKind } from '../../events/lending/lending-kinds'
import { minorOf } from '../../values/money'
import { sumOf } from '../portions'
import type { LmsRefusal } from '../refusals/refusals'
import { firstOf, majorOf, loanBefore, refusalOfDate, unless, unlessAllowed } from './standing'
import type { Standing } from './standing'

export function refusalOfRepay(
  standing: Standing,
  { payload }: LendingEventOf<'REPAY'>,
): LmsRefusal | null {
  const { loan } = standing
  if (payload.transfer === null) {
    return firstOf(unlessAllowed(standing, 'NOT_REPAYABLE'), refusalOfDate(standing, payload.date))
  }
  // Credit pays a debt: it does not become credit again.
  const [amount, outstanding] = [minorOf(payload.amount), sumOf(loan.totals.outstanding)]
  return firstOf(
    unlessAllowed(standing, 'NOT_ACTIVE_TO_TRANSFER_TO'),
    refusalOfDate(standing, payload.date),
    unless(amount <= outstanding, 'TRANSFERRED_ABOVE_DEBT', {
      amount: majorOf(amount, payload),
      outstanding: majorOf(outstanding, payload),
    }),
  )
}

/** Interest that is outstanding today, and was so on its day. */
export function refusalOfWaiveInterest(
  standing: Standing,
  event: LendingEventOf<'WAIVE_INTEREST'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const { amount, date } = event.payload
  return (
    firstOf(
      unlessAllowed(standing, 'NOT_ACTIVE_TO_WAIVE'),
      refusalOfDate(standing, date),
      unless(minorOf(amount) <= loan.totals.outstanding.interest, 'WAIVED_MORE_THAN_OUTSTANDING'),
    ) ??
    unless(loanBefore(live, event).totals.outstanding.interest > 0n, 'WAIVED_MORE_THAN_OUTSTANDING')
  )
}

/** The last of all: nothing is outstanding behind it that could still be paid. */
export function refusalOfWriteOff(
  standing: Standing,
  { payload: { date } }: LendingEventOf<'WRITE_OFF'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const { disbursedOn } = loan.timeline
  return firstOf(
    unlessAllowed(standing, 'NOT_ACTIVE_TO_WRITE_OFF'),
    unless(date >= (disbursedOn ?? date), 'WRITTEN_OFF_BEFORE_DISBURSEMENT', {
      disbursementDate: disbursedOn ?? '',
    }),
    unless(
      live.every((event) => !movesMoney(event) || event.effectiveDate <= date),
      'WRITTEN_OFF_BEFORE_OTHERS',
    ),
  )
}

const MOVE_MONEY: readonly LendingFactKind[] = [
  ...(['REPAY', 'WAIVE_INTEREST', 'WAIVE_CHARGE'] as const),
  ...(['REFUND', 'CREDIT_REFUND', 'CREDIT_OUT'] as const),
]

function movesMoney({ kind }: LendingFact): boolean {
  return MOVE_MONEY.includes(kind)
}
