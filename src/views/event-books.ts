import type { Database } from '../platform/database'
import type { InvoiceView, JournalEntryView } from './books-view'
import { toInvoiceView } from './invoices'
import type { InvoiceRow } from './invoices'
import { toJournalEntryView } from './journal-entries'
import type { EntryRow } from './journal-entries'

export interface EventBooks {
  /** The invoices the event made and those it paid; of a reversal, those of all it changed. */
  invoices: InvoiceView[]
  /** Its own entries and all that it caused. */
  journalEntries: JournalEntryView[]
}

/** Rows as JSON has them: amounts as decimal digits, days and instants as text. */
type Written<Row> = {
  [Field in keyof Row]: Row[Field] extends bigint | Date
    ? string
    : Row[Field] extends readonly (infer Part extends object)[]
      ? Written<Part>[]
      : Row[Field]
}

const BOOKS = `
  WITH caused AS (
    SELECT * FROM journal_entry
    WHERE stream_id = $1::bigint AND (event_id = $2::uuid OR caused_by = $2::uuid)
  ), touched AS (
    SELECT $2::uuid AS id UNION SELECT event_id FROM caused
  )
  SELECT
    coalesce((SELECT jsonb_agg(jsonb_build_object(
        'no', j.no, 'date', j.date, 'recordedAt', iso_instant(j.recorded_at), 'eventId', j.event_id,
        'causedBy', j.caused_by, 'description', j.description, 'reverses', j.reverses,
        'lines', (SELECT jsonb_agg(jsonb_build_object('account', l.account, 'amount', l.amount::text)
                                   ORDER BY l.line_no)
                  FROM journal_line l WHERE l.stream_id = j.stream_id AND l.entry_no = j.no))
      ORDER BY j.no) FROM caused j), '[]') AS entries,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
        'no', i.no, 'type', i.type, 'date', i.date, 'amount', i.amount::text, 'open', i.open::text,
        'status', i.status, 'lines', i.lines,
        'allocations', coalesce((
          SELECT jsonb_agg(jsonb_build_object('no', a.no, 'eventId', a.event_id, 'date', a.date,
                                              'amount', a.amount::text, 'reverses', a.reverses) ORDER BY a.no)
          FROM allocation a WHERE a.stream_id = i.stream_id AND a.invoice_no = i.no), '[]'))
      ORDER BY i.no)
      FROM invoice i
      WHERE i.stream_id = $1::bigint
        AND (i.event_id IN (SELECT id FROM touched)
             OR EXISTS (SELECT FROM allocation a
                        WHERE a.stream_id = i.stream_id AND a.invoice_no = i.no
                          AND a.caused_by IN (SELECT id FROM touched)))), '[]') AS invoices`

/** What an event did to its loan's books, in one statement: who waits for an outcome waits for this. */
export async function readEventBooks(
  database: Database,
  loanId: string,
  streamId: bigint,
  eventId: string,
): Promise<EventBooks> {
  const [row] = await database.query<{
    entries: Written<EntryRow>[]
    invoices: Written<InvoiceRow>[]
  }>('event_books', BOOKS, [streamId, eventId])
  if (row === undefined) throw new Error('a statement that gives one row gave none')
  return {
    journalEntries: row.entries.map((entry) => toJournalEntryView(loanId, entryOf(entry))),
    invoices: row.invoices.map((invoice) => toInvoiceView(loanId, invoiceOf(invoice))),
  }
}

function entryOf(entry: Written<EntryRow>): EntryRow {
  return {
    ...entry,
    date: new Date(entry.date),
    recordedAt: new Date(entry.recordedAt),
    lines: entry.lines.map(({ account, amount }) => ({ account, amount: BigInt(amount) })),
  }
}

function invoiceOf(invoice: Written<InvoiceRow>): InvoiceRow {
  return {
    ...invoice,
    date: new Date(invoice.date),
    amount: BigInt(invoice.amount),
    open: BigInt(invoice.open),
    allocations: invoice.allocations.map((allocation) => ({
      ...allocation,
      date: new Date(allocation.date),
      amount: BigInt(allocation.amount),
    })),
  }
}
