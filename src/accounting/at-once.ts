import type { AccountingResult, JudgedEvent } from '../contract/step-results'
import type { LendingEvent } from '../domain/events/lending/lending-event'
import { reportEnded } from './batch-end'
import { deriveOwn, derivePushed } from './derive-batch'
import type { EmbeddedAccountingOptions } from './embedded-accounting'
import type { LedgerPostArgument } from './ledger-post-argument'
import { loadedBooks, loadedOwnBooks } from './load-books'
import type { BooksRow, LedgerEvent, LoadedBooks, LoadedOwnBooks } from './load-books'
import type { Derivation } from './post-batch'
import { ledgerPostArgument } from './write-ledger'

/*
 * What Accounting shows to who takes both steps at once: how a loan's books are loaded, and what a
 * judged batch posts, to be written together with what the LMS records.
 */
export { booksColumns } from './load-books'
export type { BooksRow, LedgerEvent } from './load-books'
export type { EmbeddedAccountingOptions } from './embedded-accounting'
export type { WriteOutcome } from './write-ledger'

/** A posted batch, of which nothing is written yet. */
export interface PostedAtOnce {
  /** What `ledger_post` takes. */
  argument: LedgerPostArgument
  /** Once it is written: reports the events that have ended. */
  written(more: boolean): AccountingResult
}

interface Batch<Event extends LedgerEvent['event'] | LendingEvent> {
  streamId: string
  books: BooksRow
  /** Those that were taken, as the record holds them. */
  events: LedgerEvent<Event>[]
  taken: readonly JudgedEvent[]
}

export function postAtOnce(
  { streamId, books, events, taken }: Batch<LedgerEvent['event']>,
  options: Required<EmbeddedAccountingOptions>,
): PostedAtOnce {
  const loaded = loadedBooks(books, events)
  return postedAtOnce(loaded, derivePushed(streamId, loaded, [], taken, options.rule), options)
}

interface OwnBatch extends Batch<LendingEvent>, Pick<LoadedOwnBooks, 'before' | 'after'> {}

/**
 * The same of a loan of our own LMS.
 * @returns null where what stands in its books must be known
 */
export function postOwnAtOnce(
  { streamId, books, events, taken, before, after }: OwnBatch,
  options: Required<EmbeddedAccountingOptions>,
): PostedAtOnce | null {
  const loaded = { ...loadedOwnBooks(books, before, events), after }
  const derived = deriveOwn(streamId, loaded, null, taken, options.rule)
  return derived && postedAtOnce(loaded, derived, options)
}

function postedAtOnce(
  { events }: LoadedBooks | LoadedOwnBooks,
  { write, outcomes }: Derivation,
  { onEnded }: Required<EmbeddedAccountingOptions>,
): PostedAtOnce {
  return {
    argument: ledgerPostArgument(write),
    written(more) {
      reportEnded(events, write.ended, onEnded)
      return { outcomes, more, compensationOwed: write.owed !== null }
    },
  }
}
