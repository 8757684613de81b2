import type { LendingEvent } from '../../../domain/events/lending/lending-event'
import { compareAll, type Facts } from '../../difference'
import { eventName, type OwnCheck } from '../../loan-check'

/** What a loan gave or was given of credit is a step of a transfer, by which both sides are held together. */
export const transferSteps: OwnCheck = {
  name: 'transfer-steps',
  find({ mirrored, events, transferSteps: steps }) {
    const named = new Map(events.map(({ event }) => [event.eventId, eventName(event)]))
    const factsOf = (eventIds: readonly string[]) =>
      new Map<string, Facts>(eventIds.map((id) => [`step of ${named.get(id) ?? id}`, {}]))
    const sent = mirrored ? [] : events.map(({ event }) => event).filter(isSent)
    const noted = steps.filter(({ action }) => action === 'SEND')
    return compareAll(
      factsOf(sent.map(({ eventId }) => eventId)),
      factsOf(noted.map(({ eventId }) => eventId)),
    )
  },
}

function isSent(event: LendingEvent): boolean {
  return event.kind === 'CREDIT_OUT' || (event.kind === 'REPAY' && event.payload.transfer !== null)
}
