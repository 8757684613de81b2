import type { ReversalEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import { postEvent } from '../books/posting/post-event'
import { emptyBooks, type LoanBooks, type Posting } from '../books/books'
import { ChangeDraft } from './change-draft'
import type { Counters, LedgerChange } from '../books/ledger-change'
import type { StoredPosting } from './stored-posting'
import { withdraw } from './withdraw'

/**
 * Derives a loan's books again without what a reversal withdraws, and says what to add so that
 * they stand as if it had never happened: mirrors of entries that no longer hold, the entries
 * that replace them, and the same for allocations, invoices and credit. An event that posts the
 * same again is left alone.
 *
 * @param stored every posted event of the loan that is not reversed, in order of seq
 */
export function rederive(
  stored: readonly StoredPosting[],
  reversal: ReversalEvent,
  counters: Counters,
): LedgerChange {
  const withdrawal = withdraw(
    stored.map(({ event }) => event),
    reversal,
  )
  assertInvariant(!('refusal' in withdrawal), 'The LMS refuses a reversal before Accounting does.')
  const gone = new Set(withdrawal.withdrawn.map(({ eventId }) => eventId))
  const draft = new ChangeDraft(reversal, counters)

  for (const posting of stored.toReversed()) {
    if (gone.has(posting.event.eventId)) draft.withdraw(posting)
  }
  let books = emptyBooks()
  for (const posting of stored) {
    if (gone.has(posting.event.eventId)) continue
    const derived = deriveOne(books, posting, draft.nextInvoice)
    draft.replace(posting, derived)
    books = derived.books
  }
  return draft.finish()
}

/**
 * The event posted on the books derived so far. Its invoice keeps its number where it is the
 * same invoice; another amount makes another invoice, since a number is never used again.
 */
function deriveOne(books: LoanBooks, { event, invoice }: StoredPosting, freeNo: number): Posting {
  const keeping = postEvent({ ...books, nextInvoice: invoice?.no ?? freeNo }, event)
  const [raised] = keeping.invoices
  const isSame = invoice === null || raised === undefined || raised.amount === invoice.amount
  return isSame ? keeping : postEvent({ ...books, nextInvoice: freeNo }, event)
}
