import { causeOf } from '../domain/books/lending/cause-of'
import { installmentLines } from '../domain/books/lending/installment-lines'
import { changeOfOwnBooks, restateOwnBooks } from '../domain/books/lending/own-change'
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
    const accepted = [...this.#accepted, event]
    if (this.#posted !== null) {
      const posted = this.#change(ownBooks(live), accepted, withdrawn.length > 0)
      const reversal =
        withdrawn.length > 0 ? { eventId: event.eventId, withdrawn } : this.#posted.reversal
      this.#posted = posted && { ...posted, reversal }
    }
    this.#live = live
    this.#accepted.push(event)
  }

  finish(): PostedChange | null {
    return this.#posted
  }

  #change(after: OwnBooks, accepted: readonly LendingEvent[], withdraws: boolean) {
    const cause = causeOf(accepted)
    const added = withdraws ? null : changeOfOwnBooks(this.#before, after, this.#books)
    if (added === null && this.#stored === null) return null
    const change = added ?? restateOwnBooks(this.#stored ?? [], after, cause, this.#books)
    const installments = installmentLines(this.#before.loan, after.loan, accepted, cause)
    return { change, installments }
  }
}

function ownBooks(live: readonly LendingFact[]): OwnBooks {
  return { live, loan: live.length === 0 ? null : deriveLoan(live) }
}
