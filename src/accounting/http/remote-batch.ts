import type { StreamEvent } from '../../domain/events/stream-event'
import { changeOfPostings } from '../../domain/books/change-of-postings'
import type { EventOutcome, JudgedEvent } from '../../contract/step-results'
import { end, endBefore } from '../batch-end'
import { CHAIN_START } from '../hash-chain'
import type { LedgerEvent, LoadedBooks } from '../load-books'
import type { LedgerWrite } from '../ledger-write'
import { AccountingFault } from './accounting-fault'
import { unclear } from './answer'
import type { DecidedAnswer } from './answer'
import type { Attempt } from './attempt'
import type { EventSender } from './event-sender'
import type { RemoteEvent } from './external-record'
import type { Telling } from './telling'

/** A batch on its way to the other side: how its events end here, as far as it goes. */
export class RemoteBatch<Event extends StreamEvent> {
  readonly outcomes: EventOutcome[] = []
  readonly write: LedgerWrite
  readonly #sender: EventSender
  readonly #telling: Telling<Event>

  constructor(
    sender: EventSender,
    telling: Telling<Event>,
    streamId: string,
    { loan, chainHead, seq, books }: Omit<LoadedBooks, 'before' | 'events'>,
  ) {
    this.#sender = sender
    this.#telling = telling
    this.write = {
      ...{ streamId, loan, chainHead, expectSeq: seq, seq },
      change: changeOfPostings(books, []),
      generations: new Map(),
      reversal: null,
      ended: [],
      owed: null,
    }
  }

  /** Nothing was found out that the loan's workflow should know. */
  get isEmpty(): boolean {
    return this.outcomes.length === 0 && this.write.owed === null
  }

  /** Takes events in order as far as it goes; returns the fault that stopped it, if one did. */
  async take(
    events: readonly RemoteEvent<Event>[],
    taken: readonly JudgedEvent[],
    attempt: Attempt,
  ): Promise<AccountingFault | null> {
    const toSeq = taken.at(-1)?.seq ?? 0
    try {
      for (const remote of events) {
        const judged = taken.find(({ eventId }) => eventId === remote.event.eventId)
        if (!(await this.#takeOne(remote, judged, toSeq, attempt))) break
      }
      return null
    } catch (error) {
      if (error instanceof AccountingFault) return error
      throw error
    }
  }

  /** False where the batch ends here. */
  async #takeOne(
    remote: RemoteEvent<Event>,
    judged: JudgedEvent | undefined,
    toSeq: number,
    attempt: Attempt,
  ): Promise<boolean> {
    const { event, generation } = remote
    if (remote.status !== 'STAGED') return this.#endedBefore(remote)
    // Undone since this batch was taken: a late attempt leaves it to the pass that takes it again.
    if (judged?.generation !== generation) return false
    if (judged.refusal !== undefined) return end(this, event, 'FAILED', judged.refusal)

    const answer = await this.#answer(remote, attempt)
    if (answer.status === 'PARK') return end(this, event, 'PARKED', answer.reason)
    if (answer.status === 'POSTED') return end(this, event, 'POSTED', null)
    const { eventId, seq: fromSeq } = event
    this.write.owed = { eventId, generation, fromSeq, toSeq, reason: answer.reason }
    return false
  }

  async #answer(remote: RemoteEvent<Event>, attempt: Attempt): Promise<DecidedAnswer> {
    const { event } = remote
    if (this.write.chainHead !== CHAIN_START) {
      return unclear('the books of this loan were begun in this deployment.')
    }
    const withdrawn = await this.#telling.withdrawnBy(event)
    if (withdrawn === null) return unclear('the event to reverse does not stand.')
    const answer = await this.#sender.post(remote, this.#telling.request(remote), attempt)
    if (answer.status === 'POSTED') {
      const { eventId } = event
      if (withdrawn.length > 0) this.write.reversal = { eventId, withdrawn }
      this.#telling.posted?.(event, answer.remoteEventId)
    }
    return answer
  }

  #endedBefore(remote: LedgerEvent<Event>): boolean {
    this.outcomes.push(...endBefore(remote))
    return remote.status !== 'PARKED'
  }
}
