import type { LendingEventOf, LendingFact } from '../../events/lending/lending-event'
import type { CivilDate } from '../../values/calendar'
import { formatMinor, least, minorOf } from '../../values/money'
import { sumOf } from '../portions'
import type { LmsRefusal } from '../refusals/refusals'
import { firstOf, heldOf, loanBefore, refusalOfDate, unless, unlessAllowed } from './standing'
import type { Standing } from './standing'

/** The state comes first, so that an overpaid loan says so, not that its amount is wrong. */
export function refusalOfRefund(
  standing: Standing,
  event: LendingEventOf<'REFUND'>,
): LmsRefusal | null {
  const { live, loan } = standing
  const { date } = event.payload
  return (
    firstOf(
      unless(loan.status !== 'Overpaid', 'REFUND_OF_OVERPAID'),
      unlessAllowed(standing, 'NOT_ACTIVE_TO_REFUND'),
      refusalOfDate(standing, date),
      unless(date >= (firstPayment(live) ?? date), 'REFUND_BEFORE_PAYMENT', { date }),
    ) ?? refusalOfAdvance(standing, event)
  )
}

/** Not more than was paid in advance by its day, nor than is left of that today. */
function refusalOfAdvance(
  { live, loan }: Standing,
  event: LendingEventOf<'REFUND'>,
): LmsRefusal | null {
  const { date, amount } = event.payload
  const paidFrom = ({ schedule }: typeof loan) =>
    schedule.filter(({ due }) => due >= date).reduce((sum, { paid }) => sum + sumOf(paid), 0n)
  const advance = least(paidFrom(loanBefore(live, event)), paidFrom(loan))
  return unless(minorOf(amount) <= advance, 'REFUND_ABOVE_ADVANCE', {
    paidInAdvance: heldOf(advance, event.payload),
  })
}

/** Credit that is paid out, or pays another loan: such as there is today, and was there on its day. */
export function refusalOfPayout(
  standing: Standing,
  event: LendingEventOf<'CREDIT_REFUND' | 'CREDIT_OUT'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const { date } = event.payload
  const wrongState = event.kind === 'CREDIT_OUT' ? 'NOT_OVERPAID_TO_TRANSFER' : 'NOT_OVERPAID'
  const refusal = firstOf(unlessAllowed(standing, wrongState), refusalOfDate(standing, date))
  if (refusal !== null) return refusal
  const amount = minorOf(event.payload.amount)
  const onItsDay = loanBefore(live, event).totals.overpaid
  return firstOf(
    unless(onItsDay > 0n, 'REFUND_BEFORE_PAYMENT', { date }),
    unless(amount <= loan.totals.overpaid, 'PAYOUT_ABOVE_CREDIT', {
      amount: formatMinor(amount, event.payload.exponent),
      overpaid: heldOf(loan.totals.overpaid, event.payload),
    }),
    unless(amount <= onItsDay, 'REFUND_BEFORE_PAYMENT', { date }),
  )
}

function firstPayment(live: readonly LendingFact[]): CivilDate | undefined {
  return live
    .filter(({ kind }) => kind === 'REPAY')
    .map(({ effectiveDate }) => effectiveDate)
    .toSorted()[0]
}
