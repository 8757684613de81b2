import { changeOfPostings } from '../domain/books/change-of-postings'
import { postEvent } from '../domain/books/posting/post-event'
import type { LoanEvent, ReversalEvent } from '../domain/events/stream-event'
import { restate } from '../domain/restatement/restate'
import { withdraw } from '../domain/restatement/withdraw'
import { assertInvariant } from '../domain/values/invariant'
import { PaperRows } from './paper-rows'

/** The ledger of a pushed loan in memory, posted event by event. */
export class PaperLedger extends PaperRows {
  post(event: LoanEvent): void {
    const { eventId } = event
    this.expect(event)
    const books = this.books()
    this.apply(changeOfPostings(books, [{ eventId, posting: postEvent(books, event) }]))
  }

  /** @param posted the events that stand before the reversal, in order of seq */
  reverse(reversal: ReversalEvent, posted: readonly LoanEvent[]): void {
    const withdrawal = withdraw(posted, reversal)
    assertInvariant(
      !('refusal' in withdrawal),
      'The LMS refuses a reversal before Accounting does.',
    )
    const { reversalDate: date, closedThrough } = reversal.payload
    const cause = { eventId: reversal.eventId, date, closedThrough }
    const books = this.books()
    this.apply(restate(this.standing(posted), withdrawal.remaining, cause, books))
  }
}
