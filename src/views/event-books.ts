import type { InvoiceView, JournalEntryView } from './books-view'
import { toInvoiceView } from './invoices'
import type { InvoiceRow } from './invoices'
import { toJournalEntryView } from './journal-entries'
import type { EntryRow } from './journal-entries'
import { ALLOCATION, invoicesWith, ITS_ALLOCATIONS, readInvoice } from './written'
import type { Written } from './written'

export interface EventBooks {
  /** The invoices the event made and those it paid; of a reversal, those of all it changed. */
  invoices: InvoiceView[]
  /** Its own entries and all that it caused. */
  journalEntries: JournalEntryView[]
}

/** Follows `event`, with its `id` and `stream_id`. */
export const TOUCHED = `
  caused AS (
    SELECT j.* FROM event JOIN journal_entry j USING (stream_id)
    WHERE j.event_id = event.id OR j.caused_by = event.id
  ), touched AS (
    SELECT id FROM event UNION SELECT event_id FROM caused
  ), allocated AS (
    SELECT a.* FROM event JOIN allocation a USING (stream_id)
    WHERE a.event_id IN (SELECT id FROM touched) OR a.caused_by IN (SELECT id FROM touched)
  ), shown AS (
    SELECT i.*, i.event_id IN (SELECT id FROM touched) AS is_own FROM event JOIN invoice i USING (stream_id)
    WHERE i.event_id IN (SELECT id FROM touched) OR i.no IN (SELECT invoice_no FROM allocated)
  )`

/** Entries `j` in order, as a JSON array of written `EntryRow`s; null where there are none. */
export const ENTRIES = `
  jsonb_agg(jsonb_build_object(
      'no', j.no, 'date', j.date, 'valueDate', j.value_date, 'recordedAt', iso_instant(j.recorded_at), 'eventId', j.event_id,
      'causedBy', j.caused_by, 'description', j.description, 'reverses', j.reverses,
      'lines', (SELECT jsonb_agg(jsonb_build_object('account', l.account, 'amount', l.amount::text)
                                 ORDER BY l.line_no)
                FROM journal_line l WHERE l.stream_id = j.stream_id AND l.entry_no = j.no))
    ORDER BY j.no)`

/**
 * The columns of a `BooksRow`. Of an invoice that it made an event shows all allocations, of one that it
 * paid its own: an old loan's first invoice has as many as the loan has repayments.
 */
export const BOOKS_COLUMNS = `
  coalesce((SELECT ${ENTRIES} FROM caused j), '[]') AS entries,
  coalesce((SELECT ${invoicesWith(
    `CASE WHEN is_own
       THEN ${ITS_ALLOCATIONS}
       ELSE (SELECT jsonb_agg(${ALLOCATION} ORDER BY a.no) FROM allocated a WHERE a.invoice_no = i.no)
     END`,
  )} FROM shown i), '[]') AS invoices`

export interface BooksRow {
  entries: Written<EntryRow>[]
  invoices: Written<InvoiceRow>[]
}

export function toEventBooks(loanId: string, { entries, invoices }: BooksRow): EventBooks {
  return {
    journalEntries: toEntries(loanId, entries),
    invoices: invoices.map((invoice) => toInvoiceView(loanId, readInvoice(invoice))),
  }
}

export function toEntries(loanId: string, entries: Written<EntryRow>[]): JournalEntryView[] {
  return entries.map((entry) => toJournalEntryView(loanId, entryOf(entry)))
}

function entryOf(entry: Written<EntryRow>): EntryRow {
  return {
    ...entry,
    date: new Date(entry.date),
    valueDate: new Date(entry.valueDate),
    recordedAt: new Date(entry.recordedAt),
    lines: entry.lines.map(({ account, amount }) => ({ account, amount: BigInt(amount) })),
  }
}
