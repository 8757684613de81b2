import { compareAll, type Facts } from '../../difference'
import { eventName, type OwnCheck } from '../../loan-check'

/** Each charge that the loan's events brought has a number, and nothing else has one. */
export const chargeNumbers: OwnCheck = {
  name: 'charge-numbers',
  find(record, { charges, events, fault }) {
    if (fault !== null) return []
    const names = new Map(record.events.map(({ event }) => [event.eventId, eventName(event)]))
    // What the LMS had accepted and Accounting refused left its charges behind.
    const refused = new Set(
      events.filter(({ isJudged }) => !isJudged).map(({ event }) => event.eventId),
    )
    const factsOf = (brought: readonly { eventId: string; index: number }[]) =>
      new Map<string, Facts>(
        brought.map(({ eventId, index }) => [
          `charge ${index} of ${names.get(eventId) ?? `event ${eventId}`}`,
          {},
        ]),
      )
    const derived = [...charges].flatMap(([eventId, indexes]) =>
      indexes.map((index) => ({ eventId, index })),
    )
    const recorded = record.charges.filter(({ eventId }) => !refused.has(eventId))
    return compareAll(factsOf(derived), factsOf(recorded))
  },
}
