import type { EventStatus } from '../events/event-status'
import type { EventKind } from '../events/kinds'
import type { Refusal } from '../events/refusal'

/**
 * Why an event of a pushed loan cannot be reversed, as it stands; null where it can.
 * @param target null where the loan has no such event
 */
export function refusalOfTarget(
  target: { kind: EventKind; status: EventStatus } | null,
): Refusal | null {
  if (target === null) {
    return { code: 'EVENT_NOT_FOUND', message: 'This loan has no such event.' }
  }
  if (target.kind === 'REVERSAL') {
    return {
      code: 'EVENT_NOT_REVERSIBLE',
      message: 'A reversal is not reversed: send the event again.',
    }
  }
  if (target.status === 'REVERSED') {
    return { code: 'ALREADY_REVERSED', message: 'The event was reversed before.' }
  }
  if (target.status !== 'POSTED') {
    return {
      code: 'EVENT_NOT_POSTED',
      message: 'The event is not posted: there is nothing to reverse.',
    }
  }
  return null
}
