import type { DerivedLoan } from '../../engine/derived-loan'
import { inBookOrder } from '../../events/lending/book-order'
import type { LendingFact } from '../../events/lending/lending-event'
import type { EventDraft, NumberInvoice, OpenBooks } from '../posting-draft'
import { LoanDrafter } from './loan-drafter'

export interface BookedFact {
  event: LendingFact
  draft: EventDraft
}

export const NOTHING_OPEN: OpenBooks = { untouched: true, invoices: [], credits: [] }

/**
 * The books of a loan of our own LMS from its beginning: what each event adds, in book order.
 *
 * @param live the events that the loan was derived from
 * @param numberOf numbers the invoices of an event
 */
export function bookLoan(
  loan: DerivedLoan,
  live: readonly LendingFact[],
  numberOf: (event: LendingFact) => NumberInvoice,
): BookedFact[] {
  const drafter = new LoanDrafter(loan)
  let open = NOTHING_OPEN
  return inBookOrder(live).map((event) => {
    const draft = drafter.draft(open, event, numberOf(event))
    open = draft.open
    return { event, draft }
  })
}
