import { changesOf } from '../book-entries'
import { balancesOf, creditKey, creditKindOf } from '../books'
import type { CreditKind, OpenInvoice } from '../books'
import { DatedChanges } from '../dating/dated-changes'
import { bookDraft } from '../posting/post-event'
import type { DerivedLoan } from '../../engine/derived-loan'
import type { LendingFact } from '../../events/lending/lending-event'
import type { StoredCredit, StoredPosting } from '../../restatement/stored-posting'
import { NOTHING_OPEN, bookLoan } from './book-loan'
import type { BookedFact } from './book-loan'

/** So that invoices on paper are below zero, and of one day in the order in which they were raised. */
const BELOW_ALL = -(2 ** 31)

export interface BooksOnPaper {
  /** What each event stands for, in book order. */
  stored: StoredPosting<LendingFact>[]
  /** What is open in the end. */
  open: readonly OpenInvoice[]
}

/**
 * The books of a loan as its events alone make them, as if each had come in its place. Their
 * invoices have numbers below zero, which none in the books has.
 */
export function booksOnPaper(live: readonly LendingFact[], loan: DerivedLoan | null): BooksOnPaper {
  if (loan === null) return { stored: [], open: [] }
  let [lastInvoice, nextEntry] = [BELOW_ALL, 0]
  const drafted = bookLoan(loan, live, () => () => (lastInvoice += 1))
  const last = drafted.at(-1)?.draft.open ?? NOTHING_OPEN
  const left = new Map(last.credits.map((credit) => [creditKey(credit), credit.open]))
  let ahead = DatedChanges.none
  const stored = drafted.map(({ event, draft }, place) => {
    const before = drafted[place - 1]?.draft.open ?? NOTHING_OPEN
    const booked = bookDraft(draft, event.payload.closedThrough, balancesOf(before, ahead))
    ahead = ahead.with(changesOf(booked))
    const numbered = booked.map((entry) => ({ ...entry, no: (nextEntry += 1) }))
    return {
      event,
      entries: numbered.map(({ no, of: { part, valueDate }, date, description, lines }) => ({
        ...{ no, part, date, valueDate, description, lines },
      })),
      invoices: draft.invoices.map(({ no, type, date, amount }) => ({
        ...{ no, type, date, amount, open: 0n },
      })),
      allocations: numbered.flatMap(({ no: entryNo, date, allocations }) =>
        allocations.map(({ invoiceNo, eventId, source, amount }) => ({
          ...{ no: 0, invoiceNo, eventId, source, entryNo, date, amount },
        })),
      ),
      credit: creditOf(draft, 'CREDIT', left),
      advance: creditOf(draft, 'ADVANCE', left),
    }
  })
  return { stored, open: last.invoices }
}

function creditOf(
  { credits }: BookedFact['draft'],
  kind: CreditKind,
  left: ReadonlyMap<string, bigint>,
): StoredCredit | null {
  const found = credits.find((credit) => creditKindOf(credit) === kind)
  if (found === undefined) return null
  const { date, amount } = found
  return { date, amount, open: left.get(creditKey(found)) ?? 0n }
}
