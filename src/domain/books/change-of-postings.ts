import { creditKey, creditKindOf, type LoanBooks, type OpenCredit, type Posting } from './books'
import type { CreditChange, LedgerChange } from './ledger-change'

export interface EventPosting {
  eventId: string
  posting: Posting
}

/** What a batch of postings, each on the books the one before left, adds to the books. */
export function changeOfPostings(before: LoanBooks, posted: readonly EventPosting[]): LedgerChange {
  const after = posted.at(-1)?.posting.books ?? before
  const { nextInvoice, nextEntry, nextAllocation } = after
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
    credits: creditChanges(before.credits, after.credits, posted),
    counters: { nextInvoice, nextEntry, nextAllocation },
  }
}

/** What receipts have left moves by what new ones leave, and by what is used of it. */
function creditChanges(
  before: readonly OpenCredit[],
  after: readonly OpenCredit[],
  posted: readonly EventPosting[],
): CreditChange[] {
  const made = posted.flatMap(({ posting }) => posting.credits)
  const openAfter = new Map(after.map((credit) => [creditKey(credit), credit.open]))
  const used = before
    .filter((credit) => openAfter.get(creditKey(credit)) !== credit.open)
    .map((credit) => ({ ...changeOf(credit), openDelta: leftOf(credit) - credit.open }))
  function leftOf(credit: Pick<OpenCredit, 'eventId' | 'kind'>): bigint {
    return openAfter.get(creditKey(credit)) ?? 0n
  }
  return [
    ...made.map((credit) => ({
      ...changeOf(credit),
      amountDelta: credit.amount,
      openDelta: leftOf(credit),
    })),
    ...used,
  ]
}

function changeOf(credit: Omit<OpenCredit, 'open'>): CreditChange {
  const { eventId, seq, date } = credit
  return { eventId, kind: creditKindOf(credit), seq, date, amountDelta: 0n, openDelta: 0n }
}
