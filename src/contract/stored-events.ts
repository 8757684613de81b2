import type { LendingEvent, LendingFact } from '../domain/events/lending/lending-event'
import { minorOf } from '../domain/values/money'
import type { MinorUnits } from '../domain/values/money'

/** An event of a loan of our own LMS as PostgreSQL gives it. */
export type Stored<Event extends LendingEvent> = Omit<Event, 'judgedAmount'> & {
  /** What it was judged to come to when it was first taken; null where that has not come yet. */
  judgedAmount: MinorUnits | null
}

export function factsOf(stored: readonly Stored<LendingFact>[]): LendingFact[] {
  return stored.map((fact) => judgedTo(fact as LendingFact, fact.judgedAmount) as LendingFact)
}

/** The event as it counts once it was judged. */
export function judgedTo(event: LendingEvent, amount: MinorUnits | null): LendingEvent {
  if (event.kind === 'REVERSAL') return event
  return { ...event, judgedAmount: amount === null ? null : minorOf(amount) }
}
