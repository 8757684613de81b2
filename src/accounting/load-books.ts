import type { CivilDate } from '../domain/values/calendar'
import type { EventStatus } from '../domain/events/event-status'
import type { PushedStreamEvent } from '../domain/events/stream-event'
import type { LoanRef } from '../contract/loan-ref'
import type { DatedChange } from '../domain/books/dating/control-balances'
import type { CreditKind, InvoiceType, LoanBooks } from '../domain/books/books'
import type { Statements } from '../platform/statements'

/** An event of the batch as the record holds it. */
export interface LedgerEvent {
  event: PushedStreamEvent
  generation: number
  status: EventStatus
  failureCode: string | null
  receivedAt: string
}

export interface LoadedBooks {
  loan: LoanRef
  seq: number
  /** The hash of the loan's last journal entry. */
  chainHead: string
  /** Accounting refused before, and the LMS has not yet undone it: nothing is posted until then. */
  compensationOwed: boolean
  books: LoanBooks
  events: LedgerEvent[]
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
         coalesce((SELECT jsonb_agg(jsonb_build_object(
                            'event', event_json(e), 'generation', generation, 'status', status, 'failureCode', failure_code,
                            'receivedAt', received_at) ORDER BY e.seq)
                   FROM loan_event e WHERE e.stream_id = s.id AND e.seq BETWEEN $2 AND $3), '[]') AS events
  FROM loan_stream s LEFT JOIN ledger_loan g ON g.stream_id = s.id
  WHERE s.id = $1::bigint`

/** The open part of a loan's books, and the events from one seq to another. */
export async function loadBooks(
  database: Statements,
  streamId: string,
  fromSeq: number,
  toSeq: number,
): Promise<LoadedBooks> {
  const [row] = await database.query<BooksRow & { events: LedgerEvent[] }>('ledger_load', LOAD, [
    streamId,
    fromSeq,
    toSeq,
  ])
  if (row === undefined) throw new Error(`There is no stream ${streamId}.`)
  return loadedBooks(row, row.events)
}

export function loadedBooks(row: BooksRow, events: LedgerEvent[]): LoadedBooks {
  const { loan, seq, chainHead, compensationOwed } = row
  const { nextInvoice, nextEntry, nextAllocation } = row
  return {
    loan,
    seq,
    chainHead,
    compensationOwed,
    events,
    books: {
      nextInvoice,
      nextEntry,
      nextAllocation,
      invoices: row.invoices.map((invoice) => ({ ...invoice, open: BigInt(invoice.open) })),
      credits: row.credits.map((credit) => ({ ...credit, open: BigInt(credit.open) })),
      ahead: row.ahead.map((change) => ({ ...change, amount: BigInt(change.amount) })),
    },
  }
}
