import type { LoanBooks, Posting } from './books'
import { changedCredits } from './changed-credits'
import type { LedgerChange } from './ledger-change'

export interface EventPosting {
  eventId: string
  posting: Posting
}

/** What a batch of postings of a pushed loan, each on the books the one before left, adds to the books. */
export function changeOfPostings(before: LoanBooks, posted: readonly EventPosting[]): LedgerChange {
  const { nextInvoice, nextEntry, nextAllocation, credits } = posted.at(-1)?.posting.books ?? before
  return {
    entries: posted.flatMap(({ eventId, posting }) =>
      posting.entries.map((entry) => ({
        ...entry,
        eventId,
        causedBy: eventId,
        reverses: null,
      })),
    ),
    invoices: posted.flatMap(({ eventId, posting }) =>
      posting.invoices.map((invoice) => ({ ...invoice, eventId })),
    ),
    cancelled: [],
    allocations: posted.flatMap(({ eventId: causedBy, posting }) =>
      posting.allocations.map((allocation) => ({ ...allocation, causedBy, reverses: null })),
    ),
    credits: changedCredits(
      posted.flatMap(({ posting }) => posting.credits),
      before.credits,
      credits,
    ),
    counters: { nextInvoice, nextEntry, nextAllocation },
  }
}
