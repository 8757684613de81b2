import type { LendingEventOf, LendingFact } from '../../events/lending/lending-event'
import { formatMinor, minorOf } from '../../values/money'
import { sumOf } from '../portions'
import type { LmsRefusal } from '../refusals/refusals'
import { firstOf, loanBefore, majorOf, refusalOfDate, unless, unlessStatus } from './standing'
import type { Standing } from './standing'

export function refusalOfRepay(
  standing: Standing,
  { payload }: LendingEventOf<'REPAY'>,
): LmsRefusal | null {
  return firstOf(
    unlessStatus(standing, ['Active', 'Closed (obligations met)', 'Overpaid'], 'NOT_REPAYABLE'),
    refusalOfDate(standing, payload.date, payload),
  )
}

export function refusalOfWaiveInterest(
  standing: Standing,
  event: LendingEventOf<'WAIVE_INTEREST'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const amount = minorOf(event.payload.amount)
  return firstOf(
    unlessStatus(standing, ['Active'], 'NOT_ACTIVE_TO_WAIVE'),
    refusalOfDate(standing, event.payload.date, event.payload),
    unless(
      amount > 0n && amount <= loan.totals.outstanding.interest,
      'WAIVED_MORE_THAN_OUTSTANDING',
    ) ??
      unless(
        loanBefore(live, event).totals.outstanding.interest > 0n,
        'WAIVED_MORE_THAN_OUTSTANDING',
      ),
  )
}

/** The last of all: nothing is outstanding behind it that could still be paid. */
export function refusalOfWriteOff(
  standing: Standing,
  { payload: { date, today } }: LendingEventOf<'WRITE_OFF'>,
): LmsRefusal | null {
  const { loan, live } = standing
  const { disbursedOn } = loan.timeline
  return firstOf(
    unlessStatus(standing, ['Active'], 'NOT_ACTIVE_TO_WRITE_OFF'),
    unless(date >= (disbursedOn ?? date), 'WRITTEN_OFF_BEFORE_DISBURSEMENT', {
      disbursementDate: disbursedOn ?? '',
    }),
    unless(date <= today, 'WRITTEN_OFF_IN_FUTURE'),
    unless(
      live.every((event) => !movesMoney(event) || event.effectiveDate <= date),
      'WRITTEN_OFF_BEFORE_OTHERS',
    ),
  )
}

/** The state comes first, so that an overpaid loan says so, not that its amount is wrong. */
export function refusalOfRefund(
  standing: Standing,
  event: LendingEventOf<'REFUND'>,
): LmsRefusal | null {
  const { live } = standing
  const { payload, effectiveDate: date } = event
  const first = firstPayment(live)
  return (
    firstOf(
      unless(standing.loan.status !== 'Overpaid', 'REFUND_OF_OVERPAID'),
      unlessStatus(standing, ['Active'], 'NOT_ACTIVE_TO_REFUND'),
      refusalOfDate(standing, date, payload),
      unless(date >= (first ?? date), 'REFUND_BEFORE_PAYMENT', { date }),
    ) ?? refusalOfAdvance(live, event)
  )
}

function refusalOfAdvance(
  live: readonly LendingFact[],
  event: LendingEventOf<'REFUND'>,
): LmsRefusal | null {
  const { payload, effectiveDate: date } = event
  const advance = loanBefore(live, event)
    .schedule.filter(({ due }) => due >= date)
    .reduce((sum, { paid }) => sum + sumOf(paid), 0n)
  return unless(minorOf(payload.amount) <= advance, 'REFUND_ABOVE_ADVANCE', {
    paidInAdvance: majorOf(advance, payload),
  })
}

/** Credit that is paid out, or pays another loan. */
export function refusalOfPayout(
  standing: Standing,
  { payload, effectiveDate: date }: LendingEventOf<'CREDIT_REFUND' | 'CREDIT_OUT'>,
): LmsRefusal | null {
  const { loan, live, naming } = standing
  const first = firstPayment(live)
  const { amount, exponent, today } = payload
  return firstOf(
    unless(date <= today, 'PAYOUT_IN_FUTURE', { loanId: naming.loanId }),
    unlessStatus(standing, ['Overpaid'], 'NOT_OVERPAID'),
    refusalOfDate(standing, date, payload),
    unless(date >= (first ?? date), 'REFUND_BEFORE_PAYMENT', { date }),
    unless(minorOf(amount) <= loan.totals.overpaid, 'PAYOUT_ABOVE_CREDIT', {
      amount: formatMinor(minorOf(amount), exponent),
      // With the decimals that Apache Fineract keeps amounts with.
      overpaid: withSixDecimals(formatMinor(loan.totals.overpaid, exponent)),
    }),
  )
}

function withSixDecimals(figure: string): string {
  const [whole = '', decimals = ''] = figure.split('.')
  return `${whole}.${decimals.padEnd(6, '0')}`
}

function firstPayment(live: readonly LendingFact[]): string | undefined {
  return live
    .filter(({ kind }) => kind === 'REPAY')
    .map(({ effectiveDate }) => effectiveDate)
    .toSorted()[0]
}

function movesMoney({ kind }: LendingFact): boolean {
  return [
    'REPAY',
    'WAIVE_INTEREST',
    'WAIVE_CHARGE',
    'REFUND',
    'CREDIT_REFUND',
    'CREDIT_OUT',
  ].includes(kind)
}
