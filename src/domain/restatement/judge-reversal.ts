import type { LoanEvent, ReversalEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import { derive, type EventSplit } from '../pushed/derive'
import type { LoanPosition, TransactionSplit } from '../pushed/position'
import type { Refusal } from '../events/refusal'
import { withdraw } from './withdraw'

/** What a reversal changes in the LMS: splits taken back, last first, and the ones that replace them. */
export interface ReversedPosition {
  accepted: true
  position: LoanPosition
  undone: readonly EventSplit[]
  redone: readonly EventSplit[]
  /** The withdrawn events' ids. */
  withdrawn: readonly string[]
}

/**
 * Derives the loan again without the reversed event: every later event is judged anew, as if
 * the reversed one had never happened. Refused where one of them would now break a rule.
 *
 * @param posted the loan's posted events, none of them reversed, in order of seq
 */
export function judgeReversal(
  posted: readonly LoanEvent[],
  reversal: ReversalEvent,
): ReversedPosition | { accepted: false; refusal: Refusal } {
  const withdrawal = withdraw(posted, reversal)
  if ('refusal' in withdrawal) return { accepted: false, refusal: withdrawal.refusal }

  const before = derive(posted)
  assertInvariant(!('blocked' in before), 'The loan as it stands can be derived from its events.')
  const after = derive(withdrawal.remaining)
  if ('blocked' in after) {
    const { event, refusal } = after.blocked
    return {
      accepted: false,
      refusal: {
        code: 'REVERSAL_BLOCKED',
        message: `Without it event ${event.eventId} (no. ${event.seq}, ${event.kind}) would be refused: ${refusal.code}: ${refusal.message}`,
      },
    }
  }
  const kept = new Map(after.splits.map((split) => [split.event.eventId, split]))
  const changed = before.splits.filter(({ event, split }) => {
    const now = kept.get(event.eventId)
    return now === undefined || !sameSplit(now.split, split)
  })
  return {
    accepted: true,
    position: after.position,
    undone: changed.toReversed(),
    redone: changed.flatMap(({ event }) => kept.get(event.eventId) ?? []),
    withdrawn: withdrawal.withdrawn.map(({ eventId }) => eventId),
  }
}

function sameSplit(one: TransactionSplit, other: TransactionSplit): boolean {
  return (
    one.amount === other.amount &&
    one.principal === other.principal &&
    one.interest === other.interest &&
    one.fees === other.fees &&
    one.waived === other.waived &&
    one.overpayment === other.overpayment
  )
}
