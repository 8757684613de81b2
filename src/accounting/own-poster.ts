import { changeOfOwnBatch } from '../domain/books/lending/own-change'
import { changeOfPostings } from '../domain/books/change-of-postings'
import { standingOf } from '../domain/engine/derive'
import type { LoanStanding } from '../domain/engine/derive'
import { liveAfter, withdrawnBy } from '../domain/engine/live-events'
import type { LendingEvent, LendingFact } from '../domain/events/lending/lending-event'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import type { LoadedOwnBooks } from './load-books'
import type { PostedChange, Poster } from './poster'

/**
 * Posts the events of a loan of our own LMS: what its books are with them, less what they are
 * without. Where older events post what they did before that is what the new ones add; else what
 * stands must be known, to be put right.
 */
export class OwnPoster implements Poster<LendingEvent> {
  readonly #loaded: Pick<LoadedOwnBooks, 'books' | 'before' | 'after'>
  readonly #stored: readonly StoredPosting<LendingFact>[] | null
  readonly #accepted: LendingEvent[] = []
  #now: LoanStanding
  #posted: PostedChange | null

  /** @param stored what stands for each live event; null where that was not looked for */
  constructor(
    loaded: Pick<LoadedOwnBooks, 'books' | 'before' | 'after'>,
    stored: readonly StoredPosting<LendingFact>[] | null,
  ) {
    this.#loaded = loaded
    this.#now = loaded.before
    this.#stored = stored
    this.#posted = { change: changeOfPostings(loaded.books, []), reversal: null }
  }

  post(event: LendingEvent): void {
    const { eventId } = event
    const { before, books } = this.#loaded
    const { live } = this.#now
    const after = this.#loaded.after.get(eventId) ?? standingOf(liveAfter(event, live))
    const withdrawn = withdrawnBy(event, live).map((fact) => fact.eventId)
    if (this.#posted !== null) {
      const { reversal } = this.#posted
      const batch = { before, after, accepted: [...this.#accepted, event] }
      const posted = changeOfOwnBatch(batch, books, this.#stored)
      this.#posted = posted && {
        ...posted,
        reversal: withdrawn.length > 0 ? { eventId, withdrawn } : reversal,
      }
    }
    this.#now = after
    this.#accepted.push(event)
  }

  finish(): PostedChange | null {
    return this.#posted
  }
}
