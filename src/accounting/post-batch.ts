import type { StreamEvent } from '../domain/events/stream-event'
import { changeOfPostings } from '../domain/books/change-of-postings'
import type { EventOutcome, StepRefusal, JudgedEvent } from '../contract/step-results'
import { errorMessage } from '../platform/errors'
import { end, endBefore } from './batch-end'
import type { LedgerEvent, LoadedBooks } from './load-books'
import type { LedgerWrite } from './ledger-write'
import type { Poster } from './poster'

/** An Accounting's own say about an event the LMS accepted; null lets it through. */
export type AcceptanceRule = (event: StreamEvent) => StepRefusal | null

/** What a batch comes to: what to write, and how each of its events ends. */
export interface Derivation {
  write: LedgerWrite
  outcomes: EventOutcome[]
}

/** Posts a batch on paper, event by event, as far as it goes. */
export class BatchDerivation<Event extends StreamEvent> {
  readonly #events: readonly LedgerEvent<Event>[]
  readonly #poster: Poster<Event>
  readonly write: LedgerWrite
  readonly outcomes: EventOutcome[] = []
  readonly #generations = new Map<string, number>()

  constructor(
    streamId: string,
    loaded: Pick<LoadedBooks, 'loan' | 'chainHead' | 'seq' | 'books'>,
    events: readonly LedgerEvent<Event>[],
    poster: Poster<Event>,
  ) {
    this.#events = events
    this.#poster = poster
    this.write = {
      streamId,
      loan: loaded.loan,
      chainHead: loaded.chainHead,
      expectSeq: loaded.seq,
      seq: loaded.seq,
      change: changeOfPostings(loaded.books, []),
      generations: this.#generations,
      reversal: null,
      ended: [],
      owed: null,
    }
  }

  /** Null where the poster lacks what stands in the books. */
  derive(taken: readonly JudgedEvent[], rule: AcceptanceRule): Derivation | null {
    for (const ledgerEvent of this.#events) {
      if (!this.#take(ledgerEvent, taken, rule)) break
    }
    const posted = this.#poster.finish()
    return posted && { write: { ...this.write, ...posted }, outcomes: this.outcomes }
  }

  /** False where the batch ends here. */
  #take(
    ledgerEvent: LedgerEvent<Event>,
    taken: readonly JudgedEvent[],
    rule: AcceptanceRule,
  ): boolean {
    const { event, generation, status } = ledgerEvent
    const { eventId, seq } = event
    if (status !== 'STAGED') {
      this.outcomes.push(...endBefore(ledgerEvent))
      return status !== 'PARKED'
    }
    const judged = taken.find((one) => one.eventId === eventId)
    // Undone since this batch was taken: a late attempt leaves it to the pass that takes it again.
    if (judged?.generation !== generation) return false
    if (judged.refusal !== undefined) return end(this, event, 'FAILED', judged.refusal)

    const refused = rule(event)
    if (refused !== null) {
      const toSeq = taken.at(-1)?.seq ?? seq
      this.write.owed = { eventId, generation, fromSeq: seq, toSeq, reason: refused }
      return false
    }
    this.#generations.set(eventId, generation)
    try {
      this.#poster.post(event)
    } catch (error) {
      // A posting that throws is one nobody knows how to make: an operator must look.
      const reason = { code: 'UNHANDLED', message: `Accounting: ${errorMessage(error)}` }
      return end(this, event, 'PARKED', reason)
    }
    return end(this, event, 'POSTED', null)
  }
}
