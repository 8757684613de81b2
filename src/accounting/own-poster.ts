import { changeOfOwnBatch } from '../domain/books/lending/own-change'
import type { OwnBooks } from '../domain/books/lending/own-change'
import type { LoanBooks } from '../domain/books/books'
import { changeOfPostings } from '../domain/books/change-of-postings'
import { deriveLoan } from '../domain/engine/derive'
import { liveAfter, withdrawnBy } from '../domain/engine/live-events'
import type { LendingEvent, LendingFact } from '../domain/events/lending/lending-event'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import type { PostedChange, Poster } from './poster'

/**
 * Posts the events of a loan of our own LMS: what its books are with them, less what they are
 * without. Where older events post what they did before that is what the new ones add; else what
 * stands must be known, to be put right.
 */
export class OwnPoster implements Poster<LendingEvent> {
  readonly #books: LoanBooks
  readonly #before: OwnBooks
  readonly #stored: readonly StoredPosting<LendingFact>[] | null
  readonly #accepted: LendingEvent[] = []
  #live: readonly LendingFact[]
  #posted: PostedChange | null

  /** @param stored what stands for each live event; null where that was not looked for */
  constructor(
    books: LoanBooks,
    live: readonly LendingFact[],
    stored: readonly StoredPosting<LendingFact>[] | null,
  ) {
    this.#books = books
    this.#before = ownBooks(live)
    this.#live = live
    this.#stored = stored
    this.#posted = { change: changeOfPostings(books, []), reversal: null }
  }

  post(event: LendingEvent): void {
    const live = liveAfter(event, this.#live)
    const withdrawn = withdrawnBy(event, this.#live).map(({ eventId }) => eventId)
    if (this.#posted !== null) {
      const { reversal } = this.#posted
      const { eventId } = event
      const accepted = [...this.#accepted, event]
      const batch = { before: this.#before, after: ownBooks(live), accepted }
      const posted = changeOfOwnBatch(batch, this.#books, this.#stored)
      this.#posted = posted && {
        ...posted,
        reversal: withdrawn.length > 0 ? { eventId, withdrawn } : reversal,
      }
    }
    this.#live = live
    this.#accepted.push(event)
  }

  finish(): PostedChange | null {
    return this.#posted
  }
}

function ownBooks(live: readonly LendingFact[]): OwnBooks {
  return { live, loan: live.length === 0 ? null : deriveLoan(live) }
}
