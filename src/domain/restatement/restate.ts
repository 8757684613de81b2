import { balancesOf, type LoanBooks } from '../books/books'
import { bookEntries } from '../books/book-entries'
import { ControlBalances, NOTHING_BOOKED } from '../books/dating/control-balances'
import type { LedgerChange } from '../books/ledger-change'
import { draftEvent, entriesToBook } from '../books/posting/post-event'
import type { DraftOf, OpenBooks } from '../books/posting-draft'
import type { BookedEvent } from '../events/booked-event'
import type { LoanEvent } from '../events/stream-event'
import type { Cause } from './cause'
import { InvoiceNumbers } from './invoice-numbers'
import { Restatement } from './restatement'
import type { StoredPosting } from './stored-posting'

/**
 * Derives a loan's books again from other events than they were made of, and says what to add so
 * that they stand as if those had always been its events: mirrors of entries that no longer hold,
 * the entries that replace them, and the same for invoices, allocations and credit. What an event
 * stands for as before is left alone; where only the invoices it pays differ, the allocations
 * alone are replaced. Taking an event out is a reversal, putting one in a back-dated command. An
 * event that stood for nothing before is dated as if nothing else had changed.
 *
 * @param stored what stands for each event of the loan that stands
 * @param next the events it is to be made of, in the order in which they are derived
 * @param draftOf what each of them adds to the books, asked for one after the other
 * @param books the loan's books now
 */
export function restateAs<Event extends BookedEvent>(
  stored: readonly StoredPosting<Event>[],
  next: readonly Event[],
  draftOf: DraftOf<Event>,
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
  const drafted = next.map((event) => {
    const posting = standing.get(event.eventId)
    const draft = draftOf(open, event, numbers.of(posting ?? { invoices: [] }))
    open = draft.open
    return { event, posting, draft, entries: entriesToBook(draft, event.payload.closedThrough) }
  })
  // One for all: looking at what is booked behind it with each event would cost as much again for each.
  const balances = new ControlBalances(NOTHING_BOOKED)
  for (const { event, posting, draft, entries } of drafted) {
    const derived = bookEntries(balances, entries)
    if (posting === undefined) restatement.add(event, draft, derived)
    else restatement.replace(posting, draft, derived)
  }
  const counters = { ...books, nextInvoice: numbers.next }
  return restatement.finish(balancesOf(books, books.ahead), counters, open.credits)
}

/** The same for a pushed loan, whose events are derived in the order in which they came. */
export function restate(
  stored: readonly StoredPosting<LoanEvent>[],
  next: readonly LoanEvent[],
  cause: Cause,
  books: LoanBooks,
): LedgerChange {
  return restateAs(stored, next, draftEvent, cause, books)
}
