import type { LoanEvent, ReversalEvent, StreamEvent } from '../domain/events/stream-event'
import type { LoanBooks, Posting } from '../domain/books/books'
import { changeOfPostings } from '../domain/books/change-of-postings'
import type { EventPosting } from '../domain/books/change-of-postings'
import { postEvent } from '../domain/books/posting/post-event'
import { restate } from '../domain/restatement/restate'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import { withdraw } from '../domain/restatement/withdraw'
import type { EventOutcome, StepRefusal, JudgedEvent } from '../contract/step-results'
import { errorMessage } from '../platform/errors'
import type { LedgerEvent, LoadedBooks } from './load-books'
import type { EndedEvent, LedgerWrite } from './ledger-write'

/** An Accounting's own say about an event the LMS accepted; null lets it through. */
export type AcceptanceRule = (event: StreamEvent) => StepRefusal | null

/** What a batch comes to: what to write, and how each of its events ends. */
export interface Derivation {
  write: LedgerWrite
  outcomes: EventOutcome[]
}

/** Posts a batch on paper, event by event, as far as it goes. */
export class BatchDerivation {
  readonly #loaded: LoadedBooks
  readonly #posted: EventPosting[] = []
  readonly #write: LedgerWrite
  readonly #outcomes: EventOutcome[] = []
  readonly #generations = new Map<string, number>()
  #books: LoanBooks

  constructor(streamId: string, loaded: LoadedBooks) {
    this.#loaded = loaded
    this.#books = loaded.books
    this.#write = {
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

  /**
   * @param stored what stands for each event, where the batch is a reversal
   */
  derive(
    taken: readonly JudgedEvent[],
    rule: AcceptanceRule,
    stored: readonly StoredPosting<LoanEvent>[],
  ): Derivation {
    for (const ledgerEvent of this.#loaded.events) {
      if (!this.#take(ledgerEvent, taken, rule, stored)) break
    }
    const change =
      this.#write.reversal === null
        ? changeOfPostings(this.#loaded.books, this.#posted)
        : this.#write.change
    return { write: { ...this.#write, change }, outcomes: this.#outcomes }
  }

  /** False where the batch ends here. */
  #take(
    { event, generation, status, failureCode }: LedgerEvent,
    taken: readonly JudgedEvent[],
    rule: AcceptanceRule,
    stored: readonly StoredPosting<LoanEvent>[],
  ): boolean {
    const { eventId, seq } = event
    if (status !== 'STAGED') {
      // Ended before, by an attempt whose answer was lost.
      this.#outcomes.push(
        failureCode === null ? { seq, status } : { seq, status, code: failureCode },
      )
      return status !== 'PARKED'
    }
    const judged = taken.find((one) => one.eventId === eventId)
    // Undone since this batch was taken: a late attempt leaves it to the pass that takes it again.
    if (judged?.generation !== generation) return false
    if (judged.refusal !== undefined) return this.#end(event, 'FAILED', judged.refusal)

    const refused = rule(event)
    if (refused !== null) {
      const toSeq = taken.at(-1)?.seq ?? seq
      this.#write.owed = { eventId, generation, fromSeq: seq, toSeq, reason: refused }
      return false
    }
    this.#generations.set(eventId, generation)
    try {
      if (event.kind === 'REVERSAL') this.#reverse(event, stored)
      else this.#post(event)
    } catch (error) {
      // A posting that throws is one nobody knows how to make: an operator must look.
      const reason = { code: 'UNHANDLED', message: `Accounting: ${errorMessage(error)}` }
      return this.#end(event, 'PARKED', reason)
    }
    return this.#end(event, 'POSTED', null)
  }

  #post(event: LoanEvent): void {
    const posting: Posting = postEvent(this.#books, event)
    this.#posted.push({ eventId: event.eventId, posting })
    this.#books = posting.books
  }

  #reverse(event: ReversalEvent, stored: readonly StoredPosting<LoanEvent>[]): void {
    const withdrawal = withdraw(
      stored.map((posting) => posting.event),
      event,
    )
    if ('refusal' in withdrawal) throw new Error(withdrawal.refusal.message)
    const { eventId, payload } = event
    const { reversalDate: date, closedThrough } = payload
    const cause = { eventId, date, closedThrough }
    this.#write.change = restate(stored, withdrawal.remaining, cause, this.#books)
    const withdrawn = withdrawal.withdrawn.map(({ eventId }) => eventId)
    this.#write.reversal = { eventId, withdrawn }
  }

  #end(event: StreamEvent, status: EndedEvent['status'], reason: StepRefusal | null): boolean {
    const { eventId, seq } = event
    this.#write.ended.push({ eventId, status, reason })
    this.#outcomes.push(reason === null ? { seq, status } : { seq, status, code: reason.code })
    if (status === 'PARKED') return false
    this.#write.seq = seq
    return true
  }
}
