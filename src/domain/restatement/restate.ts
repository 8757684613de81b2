import { balancesOf, type LoanBooks } from '../books/books'
import { changesOf } from '../books/book-entries'
import { LaterChanges } from '../books/dating/later-changes'
import type { LedgerChange } from '../books/ledger-change'
import { bookDraft, draftEvent } from '../books/posting/post-event'
import type { OpenBooks } from '../books/posting-draft'
import type { LoanEvent } from '../events/stream-event'
import type { Cause } from './cause'
import { InvoiceNumbers } from './invoice-numbers'
import { Restatement } from './restatement'
import { nothingStored, type StoredPosting } from './stored-posting'

/**
 * Derives a loan's books again from other events than they were made of, and says what to add so
 * that they stand as if those had always been its events: mirrors of entries that no longer hold,
 * the entries that replace them, and the same for invoices, allocations and credit. What an event
 * stands for as before is left alone; where only the invoices it pays differ, the allocations
 * alone are replaced. Taking an event out is a reversal, putting one in a back-dated command.
 *
 * @param stored what stands for each event of the loan that stands
 * @param next the events it is to be made of, in the order in which they are derived
 * @param books the loan's books now
 */
export function restate(
  stored: readonly StoredPosting[],
  next: readonly LoanEvent[],
  cause: Cause,
  books: LoanBooks,
): LedgerChange {
  const kept = new Set(next.map(({ eventId }) => eventId))
  const standing = new Map(stored.map((posting) => [posting.event.eventId, posting]))
  const numbers = new InvoiceNumbers(books.nextInvoice)
  const restatement = new Restatement(cause)

  for (const posting of stored.toReversed()) {
    if (!kept.has(posting.event.eventId)) restatement.withdraw(posting)
  }
  let open: OpenBooks = { untouched: true, invoices: [], credits: [] }
  const booked = new LaterChanges()
  for (const event of next) {
    const posting = standing.get(event.eventId) ?? nothingStored(event)
    const draft = draftEvent(open, event, numbers.of(posting))
    const ahead = booked.after(event.effectiveDate)
    const derived = bookDraft(draft, event.payload.closedThrough, balancesOf(open, ahead))
    restatement.replace(posting, draft, derived)
    for (const change of changesOf(derived)) booked.add(change)
    open = draft.open
  }
  return restatement.finish(balancesOf(books, books.ahead), { ...books, nextInvoice: numbers.next })
}
