import type { Refusal } from '../events/refusal'
import type { LoanEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import { initialPosition, judgeEvent } from './judge-event'
import type { LoanPosition, TransactionSplit } from './position'

export interface EventSplit {
  event: LoanEvent
  split: TransactionSplit
}

interface Derived {
  position: LoanPosition
  splits: EventSplit[]
}

/** Where events in order leave a loan, and how each was divided; or the first that a rule refuses. */
export function derive(
  events: readonly LoanEvent[],
): Derived | { blocked: { event: LoanEvent; refusal: Refusal } } {
  let position = initialPosition()
  const splits: EventSplit[] = []
  for (const event of events) {
    const judgement = judgeEvent(position, event)
    if (!judgement.accepted) return { blocked: { event, refusal: judgement.refusal } }
    position = judgement.position
    splits.push({ event, split: judgement.split })
  }
  return { position, splits }
}

/** Where the events that stand leave a loan: all of them were accepted once. */
export function standingPosition(events: readonly LoanEvent[]): LoanPosition {
  const derived = derive(events)
  assertInvariant(!('blocked' in derived), 'The loan as it stands can be derived from its events.')
  return derived.position
}
