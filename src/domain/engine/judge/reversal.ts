import type { LendingFactKind } from '../../events/lending/lending-kinds'
import type { ReversalEvent } from '../../events/stream-event'
import { refuse } from '../refusals/refusals'
import type { LmsRefusal } from '../refusals/refusals'
import { firstOf, refusalOfDate, unless } from './standing'
import type { Standing } from './standing'

/** What a reversal may take back; anything else has an undo command of its own, or is the clock's. */
export const REVERSIBLE: readonly LendingFactKind[] = [
  ...([
    'REPAY',
    'WAIVE_INTEREST',
    'WAIVE_CHARGE',
    'REFUND',
    'CREDIT_REFUND',
    'CREDIT_OUT',
  ] as const),
]

export function refusalOfReversal(
  standing: Standing,
  { payload }: ReversalEvent,
): LmsRefusal | null {
  const { live, loan, naming } = standing
  const { eventId, reversalDate } = payload
  const target = live.find((event) => event.eventId === eventId)
  const { loanId } = naming
  const transactionId = naming.transactionId?.(eventId) ?? eventId
  if (loan.status === 'Closed (written off)') {
    return refuse('WRITTEN_OFF_TO_REVERSE', { transactionId })
  }
  if (target === undefined || !REVERSIBLE.includes(target.kind)) {
    return refuse('TRANSACTION_NOT_REVERSIBLE', { transactionId, loanId })
  }
  return firstOf(
    refusalOfDate(standing, reversalDate),
    unless(reversalDate >= target.effectiveDate, 'REVERSED_BEFORE_TRANSACTION', {
      date: target.effectiveDate,
    }),
  )
}
