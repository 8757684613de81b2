import type { LoanBooks } from '../domain/books/books'
import { changeOfPostings } from '../domain/books/change-of-postings'
import type { EventPosting } from '../domain/books/change-of-postings'
import { postEvent } from '../domain/books/posting/post-event'
import type { LoanEvent, PushedStreamEvent, ReversalEvent } from '../domain/events/stream-event'
import { restate } from '../domain/restatement/restate'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import { withdraw } from '../domain/restatement/withdraw'
import type { PostedChange, Poster } from './poster'

/** Posts the events of a pushed loan, in the order in which they came. */
export class PushedPoster implements Poster<PushedStreamEvent> {
  readonly #before: LoanBooks
  readonly #stored: readonly StoredPosting<LoanEvent>[]
  readonly #posted: EventPosting[] = []
  #books: LoanBooks
  #reversed: PostedChange | null = null

  /** @param stored what stands for each event, where the batch is a reversal */
  constructor(books: LoanBooks, stored: readonly StoredPosting<LoanEvent>[]) {
    this.#before = books
    this.#books = books
    this.#stored = stored
  }

  post(event: PushedStreamEvent): void {
    if (event.kind === 'REVERSAL') {
      this.#reversed = this.#reverse(event)
      return
    }
    const posting = postEvent(this.#books, event)
    this.#posted.push({ eventId: event.eventId, posting })
    this.#books = posting.books
  }

  finish(): PostedChange {
    const change = changeOfPostings(this.#before, this.#posted)
    return this.#reversed ?? { change, reversal: null }
  }

  #reverse(event: ReversalEvent): PostedChange {
    const withdrawal = withdraw(
      this.#stored.map((posting) => posting.event),
      event,
    )
    if ('refusal' in withdrawal) throw new Error(withdrawal.refusal.message)
    const { eventId, payload } = event
    const { reversalDate: date, closedThrough } = payload
    const cause = { eventId, date, closedThrough }
    return {
      change: restate(this.#stored, withdrawal.remaining, cause, this.#books),
      reversal: { eventId, withdrawn: withdrawal.withdrawn.map((one) => one.eventId) },
    }
  }
}
