import { bookedAllocations, bookEntries } from '../book-entries'
import { balancesOf } from '../books'
import type { LoanBooks, OpenInvoice } from '../books'
import { changedCredits } from '../changed-credits'
import { firstOpenDay } from '../dating/first-open-day'
import type { LedgerChange } from '../ledger-change'
import type { OpenBooks } from '../posting-draft'
import type { BookedFact } from './book-loan'
import { NOTHING_OPEN } from './book-loan'

/**
 * What new events add to a loan's books where all others stay as they are.
 *
 * @param added in book order, as drafted on paper
 * @param before what is open on paper without them
 * @param after what is open with them
 * @param books what is truly open
 * @returns null where the books have something else open than the paper
 */
export function addedByDrafts(
  added: readonly BookedFact[],
  before: OpenBooks = NOTHING_OPEN,
  after: OpenBooks = NOTHING_OPEN,
  books: LoanBooks,
): LedgerChange | null {
  const numberOf = trueNumbers(before.invoices, books.invoices)
  if (numberOf === null) return null
  let { nextInvoice, nextAllocation } = books
  const invoices = added.flatMap(({ event: { eventId }, draft }) =>
    draft.invoices.map((invoice) => {
      numberOf.set(invoice.no, nextInvoice)
      return { ...invoice, eventId, no: nextInvoice++ }
    }),
  )
  const toBook = added.flatMap(({ event: { eventId, payload }, draft }) =>
    draft.entries.map((entry) => ({
      ...entry,
      eventId,
      valueDate: entry.date,
      date: firstOpenDay(entry.date, payload.closedThrough),
      allocations: entry.allocations.map((allocation) => ({
        ...allocation,
        invoiceNo: numberOf.get(allocation.invoiceNo) ?? allocation.invoiceNo,
      })),
    })),
  )
  const booked = bookEntries(balancesOf(books, books.ahead), toBook).map((entry, place) => ({
    ...entry,
    no: books.nextEntry + place,
  }))
  return {
    entries: booked.map(({ no, of: { eventId, part, valueDate }, date, description, lines }) => ({
      ...{ no, eventId, causedBy: eventId, part, date, valueDate, description, reverses: null },
      lines,
    })),
    invoices,
    cancelled: [],
    allocations: booked.flatMap(({ no, of: { eventId: causedBy }, date, allocations }) =>
      bookedAllocations(allocations, no, date).map((allocation) => ({
        ...{ no: nextAllocation++, ...allocation, causedBy, reverses: null },
      })),
    ),
    credits: changedCredits(
      added.flatMap(({ draft }) => draft.credits),
      before.credits,
      after.credits,
    ),
    counters: { nextInvoice, nextEntry: books.nextEntry + booked.length, nextAllocation },
  }
}

/** The true numbers of the invoices that are open on paper; null where others are open. */
function trueNumbers(
  onPaper: readonly OpenInvoice[],
  stored: readonly OpenInvoice[],
): Map<number, number> | null {
  const free = [...stored]
  const numbers = new Map<number, number>()
  for (const { no, type, date, open } of onPaper) {
    const place = free.findIndex(
      (one) => one.type === type && one.date === date && one.open === open,
    )
    const [found] = place < 0 ? [] : free.splice(place, 1)
    if (found === undefined) return null
    numbers.set(no, found.no)
  }
  return free.length === 0 ? numbers : null
}
