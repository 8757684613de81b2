import { booksColumns, loadedBooks } from '../accounting/load-books'
import type { BooksRow, LedgerEvent, LoadedBooks } from '../accounting/load-books'
import type { LoanRef } from '../contract/loan-ref'
import type { JudgedEvent } from '../contract/step-results'
import { LOAD_LOAN } from '../lms/load-loan'
import type { LoadedLoan } from '../lms/load-loan'
import type { Database } from '../platform/database'

interface Row {
  loan: LoadedLoan
  books: BooksRow
}

const FIRST_DAY = `(SELECT min((waiting -> 'event' ->> 'effectiveDate')::date) FROM jsonb_array_elements(lms.events) waiting)`

const LOAD = `
  SELECT to_jsonb(lms) AS loan, to_jsonb(ledger) AS books
  FROM (${LOAD_LOAN}) lms
  CROSS JOIN LATERAL (
    SELECT ${booksColumns(FIRST_DAY)}
    FROM loan_stream s LEFT JOIN ledger_loan g ON g.stream_id = s.id
    WHERE s.id = lms."streamId"::bigint
  ) ledger`

/** What both steps need, as of one moment; undefined where no event was ever staged. */
export async function loadForPass(database: Database, loan: LoanRef): Promise<Row | undefined> {
  const rows = await database.query<Row>('pass_load', LOAD, [loan.businessId, loan.loanId])
  return rows[0]
}

/** The books as `loadBooks` gives them for the events that the LMS took. */
export function booksFor(taken: readonly JudgedEvent[], { loan, books }: Row): LoadedBooks {
  const isTaken = new Set(taken.map(({ eventId }) => eventId))
  const events = loan.events
    .filter(({ event }) => isTaken.has(event.eventId))
    .map(({ event, generation, status, parkReason, receivedAt }): LedgerEvent => ({
      ...{ event, generation, status, receivedAt },
      failureCode: parkReason?.code ?? null,
    }))
  return loadedBooks(books, events)
}
