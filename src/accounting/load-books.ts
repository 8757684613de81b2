import type { CivilDate } from '../domain/values/calendar'
import type { LendingEvent, LendingFact } from '../domain/events/lending/lending-event'
import type { EventStatus } from '../domain/events/event-status'
import type { PushedStreamEvent } from '../domain/events/stream-event'
import type { MinorUnits } from '../domain/values/money'
import type { LoanRef } from '../contract/loan-ref'
import { factsOf, judgedTo } from '../contract/stored-events'
import { MOST_LIVE } from '../domain/engine/most-live'
import type { Stored } from '../contract/stored-events'
import { DatedChanges } from '../domain/books/dating/dated-changes'
import type { DatedChange } from '../domain/books/dating/dated-changes'
import type { CreditKind, InvoiceType, LoanBooks } from '../domain/books/books'
import { standingOf } from '../domain/engine/derive'
import type { LoanStanding } from '../domain/engine/derive'
import type { Statements } from '../platform/statements'

/** An event of the batch as the record holds it. */
export interface LedgerEvent<Event = PushedStreamEvent> {
  event: Event
  generation: number
  status: EventStatus
  failureCode: string | null
  receivedAt: string
}

interface Loaded {
  loan: LoanRef
  seq: number
  /** The hash of the loan's last journal entry. */
  chainHead: string
  /** Accounting refused before, and the LMS has not yet undone it: nothing is posted until then. */
  compensationOwed: boolean
  books: LoanBooks
}

/** Of a pushed loan. */
export interface LoadedBooks extends Loaded {
  before: null
  events: LedgerEvent[]
}

/** Of a loan of our own LMS. */
export interface LoadedOwnBooks extends Loaded {
  before: LoanStanding
  events: LedgerEvent<LendingEvent>[]
  /** With each event, as far as that is derived already. */
  after: ReadonlyMap<string, LoanStanding>
}

/** Where a loan's books stand, as PostgreSQL gives it. */
export interface BooksRow {
  loan: LoanRef
  seq: number
  chainHead: string
  compensationOwed: boolean
  nextInvoice: number
  nextEntry: number
  nextAllocation: number
  invoices: { no: number; type: InvoiceType; date: CivilDate; open: string }[]
  credits: { eventId: string; kind: CreditKind; seq: number; date: CivilDate; open: string }[]
  ahead: (Omit<DatedChange, 'amount'> & { amount: string })[]
}

/**
 * A `BooksRow`'s columns, of a `loan_stream s` and its `ledger_loan g` if there is one.
 * @param firstDay SQL for the first day that an event at hand is dated on
 */
export const booksColumns = (firstDay: string) => `
         loan_ref(s) AS loan,
         coalesce(g.chain_head, '') AS "chainHead", coalesce(g.seq, 0) AS seq, coalesce(g.next_invoice, 1) AS "nextInvoice",
         coalesce(g.next_entry, 1) AS "nextEntry", coalesce(g.next_allocation, 1) AS "nextAllocation",
         EXISTS (SELECT FROM compensation WHERE stream_id = s.id AND done_at IS NULL) AS "compensationOwed",
         coalesce((SELECT jsonb_agg(jsonb_build_object('no', no, 'type', type, 'date', date, 'open', open::text)
                                    ORDER BY no)
                   FROM invoice WHERE stream_id = s.id AND open > 0), '[]') AS invoices,
         coalesce((SELECT jsonb_agg(jsonb_build_object('eventId', event_id, 'kind', kind, 'seq', seq, 'date', date,
                                                       'open', open::text) ORDER BY seq, kind)
                   FROM customer_credit WHERE stream_id = s.id AND open > 0), '[]') AS credits,
         control_changes_after(s.id, ${firstDay}) AS ahead`

const FIRST_DAY = `(SELECT min(effective_date) FROM loan_event WHERE stream_id = s.id AND seq BETWEEN $2 AND $3)`

const LOAD = `
  SELECT ${booksColumns(FIRST_DAY)},
         CASE WHEN s.home = 'LMS' THEN live_facts(s.id, ${MOST_LIVE}) END AS live,
         coalesce((SELECT jsonb_agg(jsonb_build_object(
                            'event', event_json(e), 'generation', generation, 'status', status, 'failureCode', failure_code,
                            'receivedAt', received_at,
                            'judgedAmount', CASE WHEN s.home = 'LMS' THEN judged_amount(e) END) ORDER BY e.seq)
                   FROM loan_event e WHERE e.stream_id = s.id AND e.seq BETWEEN $2 AND $3), '[]') AS events
  FROM loan_stream s LEFT JOIN ledger_loan g ON g.stream_id = s.id
  WHERE s.id = $1::bigint`

type StoredLedgerEvent = LedgerEvent<PushedStreamEvent | LendingEvent> & {
  judgedAmount: MinorUnits | null
}

interface StoredBooksRow extends BooksRow {
  events: StoredLedgerEvent[]
  /** Of a loan of our own LMS: what it is derived from before the batch. */
  live: Stored<LendingFact>[] | null
}

/** The open part of a loan's books, and the events from one seq to another. */
export async function loadBooks(
  database: Statements,
  streamId: string,
  fromSeq: number,
  toSeq: number,
): Promise<LoadedBooks | LoadedOwnBooks> {
  const [row] = await database.query<StoredBooksRow>('ledger_load', LOAD, [
    streamId,
    fromSeq,
    toSeq,
  ])
  if (row === undefined) throw new Error(`There is no stream ${streamId}.`)
  const { live, events } = row
  if (live === null) return loadedBooks(row, events as LedgerEvent[])
  const taken = events.map(({ judgedAmount, event, ...ended }) => ({
    ...ended,
    event: judgedTo(event as LendingEvent, judgedAmount),
  }))
  return loadedOwnBooks(row, standingOf(factsOf(live)), taken)
}

export function loadedBooks(row: BooksRow, events: LedgerEvent[]): LoadedBooks {
  return { ...loaded(row), before: null, events }
}

export function loadedOwnBooks(
  row: BooksRow,
  before: LoanStanding,
  events: LedgerEvent<LendingEvent>[],
): LoadedOwnBooks {
  return { ...loaded(row), before, events, after: new Map() }
}

function loaded(row: BooksRow): Loaded {
  const { loan, seq, chainHead, compensationOwed } = row
  const { nextInvoice, nextEntry, nextAllocation } = row
  return {
    ...{ loan, seq, chainHead, compensationOwed },
    books: {
      ...{ nextInvoice, nextEntry, nextAllocation },
      invoices: row.invoices.map((invoice) => ({ ...invoice, open: BigInt(invoice.open) })),
      credits: row.credits.map((credit) => ({ ...credit, open: BigInt(credit.open) })),
      ahead: DatedChanges.of(
        row.ahead.map((change) => ({ ...change, amount: BigInt(change.amount) })),
      ),
    },
  }
}
