import type { LendingEvent } from '../../events/lending/lending-event'
import type { Cause } from '../../restatement/cause'
import type { CivilDate } from '../../values/calendar'
import { assertInvariant } from '../../values/invariant'

/**
 * What puts the books of a loan right, of events that are taken together: the one that works from the
 * earliest day. A charge that is due later works from the day on which it was added.
 */
export function causeOf(accepted: readonly LendingEvent[]): Cause {
  const [first] = accepted
    .map(({ eventId, effectiveDate, payload: { today, closedThrough } }): Cause => ({
      ...{ eventId, closedThrough, date: earlierOf(effectiveDate, today) },
    }))
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
  assertInvariant(first !== undefined, 'Something was accepted that changes the books.')
  return first
}

function earlierOf(one: CivilDate, other: CivilDate): CivilDate {
  return one < other ? one : other
}
