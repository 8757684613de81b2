import type { LoanEvent, ReversalEvent } from '../events/stream-event'
import type { Refusal } from '../events/refusal'

/** What a reversal takes away, and what stands without it: both in order of seq. */
export interface Withdrawal {
  withdrawn: readonly LoanEvent[]
  remaining: readonly LoanEvent[]
}

/**
 * @param posted the loan's posted events, none of them reversed, in order of seq
 * @returns a refusal where a disbursement would be taken from under later events
 */
export function withdraw(
  posted: readonly LoanEvent[],
  { payload }: ReversalEvent,
): Withdrawal | { refusal: Refusal } {
  const target = posted.find(({ eventId }) => eventId === payload.eventId)
  if (target === undefined) {
    return { refusal: { code: 'EVENT_NOT_POSTED', message: 'The event to reverse is not posted.' } }
  }
  if (target.kind !== 'DISBURSEMENT') {
    return { withdrawn: [target], remaining: posted.filter((event) => event !== target) }
  }
  const later = posted.filter((event) => event.seq > target.seq)
  const [next] = later
  if (next !== undefined && !payload.cascade) {
    return {
      refusal: {
        code: 'REVERSAL_BLOCKED',
        message: `The disbursement has later events, the first is no. ${next.seq} (${next.kind}, ${next.eventId}): reverse it with "cascade": true, or them first.`,
      },
    }
  }
  return {
    withdrawn: [target, ...later],
    remaining: posted.filter((event) => event.seq < target.seq),
  }
}
