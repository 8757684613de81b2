import { assertInvariant } from '../values/invariant'
import type { LoanBooks, Posting } from './books'
import type { CreditChange, LedgerChange } from './ledger-change'

export interface EventPosting {
  eventId: string
  posting: Posting
}

/** What a batch of postings of a pushed loan, each on the books the one before left, adds to the books. */
export function changeOfPostings(before: LoanBooks, posted: readonly EventPosting[]): LedgerChange {
  const { nextInvoice, nextEntry, nextAllocation } = posted.at(-1)?.posting.books ?? before
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
    credits: creditChanges(before, posted),
    counters: { nextInvoice, nextEntry, nextAllocation },
  }
}

function creditChanges(before: LoanBooks, posted: readonly EventPosting[]): CreditChange[] {
  const changes = new Map<string, CreditChange>()
  for (const { posting } of posted) {
    for (const { eventId, seq, date, amount } of posting.credits) {
      const credit = { eventId, kind: 'CREDIT', seq, date } as const
      changes.set(eventId, { ...credit, amountDelta: amount, openDelta: amount })
    }
    for (const { eventId, source, amount } of posting.allocations) {
      if (source !== 'CREDIT') continue
      const change = changes.get(eventId) ?? unchanged(before, eventId)
      changes.set(eventId, { ...change, openDelta: change.openDelta - amount })
    }
  }
  return [...changes.values()]
}

function unchanged(before: LoanBooks, eventId: string): CreditChange {
  const credit = before.credits.find((open) => open.eventId === eventId)
  assertInvariant(credit !== undefined, 'Credit is used that no receipt left.')
  const { seq, date } = credit
  return { eventId, kind: 'CREDIT', seq, date, amountDelta: 0n, openDelta: 0n }
}
