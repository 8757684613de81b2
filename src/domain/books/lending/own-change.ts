import type { LoanBooks, OpenInvoice } from '../books'
import type { LedgerChange } from '../ledger-change'
import type { DraftOf } from '../posting-draft'
import type { DerivedLoan } from '../../engine/derived-loan'
import { inBookOrder } from '../../events/lending/book-order'
import type { LendingFact } from '../../events/lending/lending-event'
import type { Cause } from '../../restatement/cause'
import { restateAs } from '../../restatement/restate'
import type { StoredPosting } from '../../restatement/stored-posting'
import { booksOnPaper } from './books-on-paper'
import { LoanDrafter } from './loan-drafter'

/** What the books of a loan of our own LMS are made of. */
export interface OwnBooks {
  live: readonly LendingFact[]
  /** Derived from these; null where there are none. */
  loan: DerivedLoan | null
}

/**
 * What new events add to the books of a loan, told without a look at what stands there: from what
 * they are without those events, on paper.
 *
 * @param books the loan's books now
 * @returns null where what older events have posted would change, too
 */
export function changeOfOwnBooks(
  before: OwnBooks,
  after: OwnBooks,
  books: LoanBooks,
): LedgerChange | null {
  const paper = booksOnPaper(before.live, before.loan)
  const numberOf = pairedNumbers(paper.open, books.invoices)
  if (numberOf === null) return null
  const older = new Set(before.live.map(({ eventId }) => eventId))
  const cause = { eventId: '', date: '', closedThrough: null }
  const change = restateAs(paper.stored, inBookOrder(after.live), drafterOf(after), cause, books)
  if (changesOlder(change, older)) return null
  const allocations = change.allocations.map((one) => ({
    ...one,
    invoiceNo: numberOf.get(one.invoiceNo) ?? one.invoiceNo,
  }))
  return { ...change, allocations }
}

/** What puts the books of a loan right where older events post something else than what stands. */
export function restateOwnBooks(
  stored: readonly StoredPosting<LendingFact>[],
  after: OwnBooks,
  cause: Cause,
  books: LoanBooks,
): LedgerChange {
  return restateAs(stored, inBookOrder(after.live), drafterOf(after), cause, books)
}

function drafterOf({ loan }: OwnBooks): DraftOf<LendingFact> {
  if (loan === null) throw new Error('A loan without events posts nothing.')
  const drafter = new LoanDrafter(loan)
  return (open, event, numberInvoice) => drafter.draft(open, event, numberInvoice)
}

/** True where entries, invoices or allocations of older events are replaced; that their credit is used is not. */
function changesOlder(change: LedgerChange, older: ReadonlySet<string>): boolean {
  return (
    change.cancelled.length > 0 ||
    change.entries.some(({ eventId, reverses }) => reverses !== null || older.has(eventId)) ||
    change.invoices.some(({ eventId }) => older.has(eventId)) ||
    change.allocations.some(({ causedBy, reverses }) => reverses !== null || older.has(causedBy))
  )
}

/** The true numbers of the invoices that are open on paper; null where others are open. */
function pairedNumbers(
  onPaper: readonly OpenInvoice[],
  stored: readonly OpenInvoice[],
): Map<number, number> | null {
  const free = [...stored]
  const pairs = new Map<number, number>()
  for (const { no, type, date, open } of onPaper) {
    const place = free.findIndex(
      (one) => one.type === type && one.date === date && one.open === open,
    )
    const [found] = place < 0 ? [] : free.splice(place, 1)
    if (found === undefined) return null
    pairs.set(no, found.no)
  }
  return free.length === 0 ? pairs : null
}
