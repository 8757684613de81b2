import { liveAfter, withdrawnBy } from '../../domain/engine/live-events'
import type { LendingEvent, LendingFact } from '../../domain/events/lending/lending-event'
import type { RemoteEvent } from './external-record'
import { loanEventRequest, namedBy } from './loan-event-request'
import type { PushRequest, Unsayable } from './push-request'
import type { Telling } from './telling'

/** Of a loan of our own LMS: each of its events, so that the other side derives the same loan. */
export class OwnTelling implements Telling<LendingEvent> {
  #live: readonly LendingFact[]
  /** Of the events of this batch, the ids they have there. */
  readonly #there = new Map<string, string>()

  /** @param live what the loan is derived from before the batch */
  constructor(live: readonly LendingFact[]) {
    this.#live = live
  }

  request(remote: RemoteEvent<LendingEvent>): PushRequest | Unsayable {
    const { event, loan } = remote
    const named = namedBy(event)?.eventId ?? ''
    const targetId = remote.targetId ?? this.#there.get(named) ?? null
    return loanEventRequest(loan.loanId, event, { ...remote, targetId })
  }

  withdrawnBy(event: LendingEvent): Promise<string[] | null> {
    const withdrawn = withdrawnBy(event, this.#live).map(({ eventId }) => eventId)
    const isNone = event.kind === 'REVERSAL' && withdrawn.length === 0
    return Promise.resolve(isNone ? null : withdrawn)
  }

  posted(event: LendingEvent, remoteEventId: string): void {
    this.#live = liveAfter(event, this.#live)
    this.#there.set(event.eventId, remoteEventId)
  }
}
