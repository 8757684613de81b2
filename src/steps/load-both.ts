import { booksColumns } from '../accounting/at-once'
import type { BooksRow, LedgerEvent } from '../accounting/at-once'
import type { LoanRef } from '../contract/loan-ref'
import type { JudgedEvent } from '../contract/step-results'
import { LOAD_LOAN, withStaged } from '../lms/at-once'
import type { LoadedLoan, LoadedOwnLoan, OpenEvent } from '../lms/at-once'
import type { LendingEvent } from '../domain/events/lending/lending-event'
import type { CivilDate } from '../domain/values/calendar'
import type { Database } from '../platform/database'

interface BothRow {
  books: BooksRow
  /** The day behind which the books are known. */
  day: CivilDate | null
}

/** Of a pushed loan. */
export interface PushedRow extends BothRow {
  loan: LoadedLoan
}

/** Of a loan of our own LMS. */
export interface OwnRow extends BothRow {
  loan: LoadedOwnLoan
}

export type Row = PushedRow | OwnRow

export function isOwn(row: Row): row is OwnRow {
  return row.loan.own !== null
}

// Of what waits, or of what the clock may add to it.
const FIRST_DAY = `least(
  (SELECT min((waiting -> 'event' ->> 'effectiveDate')::date) FROM jsonb_array_elements(lms.events) waiting),
  CASE WHEN lms.own IS NOT NULL THEN (SELECT next_on - 1 FROM loan_due WHERE stream_id = lms."streamId"::bigint) END)`

const LOAD = `
  SELECT to_jsonb(lms) AS loan, to_jsonb(ledger) AS books, first.day::text AS day
  FROM (${LOAD_LOAN}) lms
  CROSS JOIN LATERAL (SELECT ${FIRST_DAY} AS day) first
  CROSS JOIN LATERAL (
    SELECT ${booksColumns('first.day')}
    FROM loan_stream s LEFT JOIN ledger_loan g ON g.stream_id = s.id
    WHERE s.id = lms."streamId"::bigint
  ) ledger`

/** What both steps need, as of one moment; undefined where no event was ever staged. */
export async function loadForPass(database: Database, loan: LoanRef): Promise<Row | undefined> {
  const rows = await database.query<Row>('pass_load', LOAD, [loan.businessId, loan.loanId])
  return rows[0]
}

/** With what the clock has added; null where the books would have to be known from an earlier day. */
export function grownRow(
  { loan, books, day }: OwnRow,
  staged: readonly OpenEvent<LendingEvent>[],
): OwnRow | null {
  const isKnown = staged.every(({ event }) => day !== null && event.effectiveDate >= day)
  return isKnown ? { loan: withStaged(loan, staged), books, day } : null
}

/**
 * The events that the LMS took as `loadBooks` gives them.
 * @param after as they were judged, where that says more
 */
export function takenOf<Event extends { eventId: string }>(
  taken: readonly JudgedEvent[],
  events: readonly OpenEvent<Event>[],
  after: ReadonlyMap<string, { event: Event }> = new Map(),
): LedgerEvent<Event>[] {
  const isTaken = new Set(taken.map(({ eventId }) => eventId))
  return events
    .filter(({ event }) => isTaken.has(event.eventId))
    .map(({ event, generation, status, parkReason, receivedAt }) => ({
      ...{ generation, status, receivedAt },
      event: after.get(event.eventId)?.event ?? event,
      failureCode: parkReason?.code ?? null,
    }))
}
