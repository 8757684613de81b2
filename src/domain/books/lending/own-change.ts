import type { LoanStanding } from '../../engine/derive'
import { isFact } from '../../engine/live-events'
import { inBookOrder } from '../../events/lending/book-order'
import type { LendingEvent, LendingFact } from '../../events/lending/lending-event'
import type { Cause } from '../../restatement/cause'
import { restateAs } from '../../restatement/restate'
import type { StoredPosting } from '../../restatement/stored-posting'
import { assertInvariant } from '../../values/invariant'
import type { LoanBooks } from '../books'
import type { LedgerChange } from '../ledger-change'
import { addedByDrafts } from './added-by-drafts'
import { causeOf } from './cause-of'
import { draftedAlike } from './drafted-alike'
import { EntryDays } from './installment-days'
import { installmentLines, type InstallmentLine } from './installment-lines'
import { LoanDrafter } from './loan-drafter'
import { draftOnPaper } from './paper-drafts'

/**
 * What new events add to the books of a loan, told without a look at what stands there.
 *
 * @param before without the new events
 * @param books the loan's books now
 * @returns null where what older events have posted would change, too
 */
export function changeOfOwnBooks(
  before: LoanStanding,
  after: LoanStanding,
  books: LoanBooks,
): LedgerChange | null {
  const [were, are] = [draftOnPaper(before), draftOnPaper(after)]
  const older = new Set(before.live.map(({ eventId }) => eventId))
  if (
    !draftedAlike(
      were,
      are.filter(({ event }) => older.has(event.eventId)),
    )
  ) {
    return null
  }
  const added = are.filter(({ event }) => !older.has(event.eventId))
  return addedByDrafts(added, were.at(-1)?.draft.open, are.at(-1)?.draft.open, books)
}

/** Events that are taken together, with the loan as it is without and with them. */
export interface OwnBatch {
  before: LoanStanding
  after: LoanStanding
  /** In the order in which they came. */
  accepted: readonly LendingEvent[]
}

/**
 * What a batch adds to the books of a loan of our own LMS, and how it moves the installments.
 *
 * @param stored what stands for each event of before; null where that was not looked for
 * @returns null where it must be known
 */
export function changeOfOwnBatch(
  { before, after, accepted }: OwnBatch,
  books: LoanBooks,
  stored: readonly StoredPosting<LendingFact>[] | null,
): { change: LedgerChange; installments: InstallmentLine[] } | null {
  const cause = causeOf(accepted)
  const added = accepted.every(isFact) ? changeOfOwnBooks(before, after, books) : null
  if (added === null && stored === null) return null
  const change = added ?? restateOwnBooks(stored ?? [], after, cause, books)
  const days = new EntryDays(change.entries, accepted[0]?.payload.accounts ?? {})
  const installments = installmentLines(before.loan, after.loan, accepted, cause, days)
  return { change, installments }
}

/** What puts the books of a loan right where older events post something else than what stands. */
export function restateOwnBooks(
  stored: readonly StoredPosting<LendingFact>[],
  { live, loan }: LoanStanding,
  cause: Cause,
  books: LoanBooks,
): LedgerChange {
  assertInvariant(loan !== null, 'A loan without events posts nothing.')
  const drafter = new LoanDrafter(loan)
  return restateAs(
    stored,
    inBookOrder(live),
    (open, event, numberInvoice) => drafter.draft(open, event, numberInvoice),
    cause,
    books,
  )
}
