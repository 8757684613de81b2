import type { LoanEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { balancesOf, type LoanBooks, type Posting } from '../books'
import { bookEntries, bookedAllocations, changesOf } from '../book-entries'
import type { BookedEntry, DraftToBook } from '../book-entries'
import type { CivilDate } from '../../values/calendar'
import type { Booked } from '../dating/control-balances'
import { firstOpenDay } from '../dating/first-open-day'
import type { EventDraft, NumberInvoice, OpenBooks } from '../posting-draft'
import { PostingDraft } from '../posting-draft'
import { postCreditRefund } from './post-credit-refund'
import { postDisbursement } from './post-disbursement'
import { postEarlySettlement } from './post-early-settlement'
import { postRepayment } from './post-repayment'
import { postRevenueReport } from './post-revenue-report'
import { postWriteOff } from './post-write-off'

/**
 * What an accepted event adds to its loan's books, its entries on the days they belong on.
 * Throws an `InvariantError` where the books show that it should have been refused.
 */
export function draftEvent(
  open: OpenBooks,
  event: LoanEvent,
  numberInvoice: NumberInvoice,
): EventDraft {
  const draft = new PostingDraft(open, event, numberInvoice)
  switch (event.kind) {
    case 'DISBURSEMENT':
      postDisbursement(draft, event)
      break
    case 'REVENUE_REPORT':
      postRevenueReport(draft, event)
      break
    case 'REPAYMENT':
      postRepayment(draft, event)
      break
    case 'EARLY_SETTLEMENT':
      postEarlySettlement(draft, event)
      break
    case 'CREDIT_REFUND':
      postCreditRefund(draft, event)
      break
    case 'WRITE_OFF':
      postWriteOff(draft, event)
      break
  }
  assertInvariant(
    draft.openOn('INTEREST') === 0n || draft.left('CREDIT') === 0n,
    'Customer credit and open interest exclude each other.',
  )
  return draft.finish()
}

/** An event's entries on the first days on which they can stand, given what is open and booked. */
export function bookDraft(
  draft: Pick<EventDraft, 'entries'>,
  closedThrough: CivilDate | null,
  booked: Booked,
): BookedEntry<DraftToBook>[] {
  return bookEntries(booked, entriesToBook(draft, closedThrough))
}

/** An event's entries, each with the first day on which the books are open for it. */
export function entriesToBook(
  { entries }: Pick<EventDraft, 'entries'>,
  closedThrough: CivilDate | null,
): DraftToBook[] {
  return entries.map((entry) => ({
    ...entry,
    valueDate: entry.date,
    date: firstOpenDay(entry.date, closedThrough),
  }))
}

/** What an accepted event adds to its loan's books. */
export function postEvent(books: LoanBooks, event: LoanEvent): Posting {
  let { nextInvoice, nextAllocation } = books
  const open = { ...books, untouched: nextInvoice === 1 }
  const draft = draftEvent(open, event, () => nextInvoice++)
  const booked = bookDraft(draft, event.payload.closedThrough, balancesOf(books, books.ahead))
  const entries = booked.map(({ of: { part, valueDate }, date, description, lines }, place) =>
    Object.freeze({ no: books.nextEntry + place, part, date, valueDate, description, lines }),
  )
  const allocations = booked.flatMap((entry, place) =>
    bookedAllocations(entry.allocations, books.nextEntry + place, entry.date).map((allocation) =>
      Object.freeze({ no: nextAllocation++, ...allocation }),
    ),
  )
  return Object.freeze({
    entries: Object.freeze(entries),
    invoices: Object.freeze(draft.invoices),
    allocations: Object.freeze(allocations),
    credits: Object.freeze(draft.credits),
    books: Object.freeze({
      nextInvoice,
      nextEntry: books.nextEntry + entries.length,
      nextAllocation,
      invoices: Object.freeze(draft.open.invoices),
      credits: Object.freeze(draft.open.credits),
      ahead: books.ahead.with(changesOf(booked)),
    }),
  })
}
