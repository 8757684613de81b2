import type { CivilDate } from '../domain/values/calendar'
import type { LoanEvent } from '../domain/events/stream-event'
import type { AllocationSource, EntryPart, InvoiceType } from '../domain/books/books'
import { partOfEntry } from '../domain/restatement/part-of-entry'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import type { Statements } from '../platform/statements'

interface Row {
  event: LoanEvent
  entries: {
    no: number
    part: EntryPart | null
    date: CivilDate
    valueDate: CivilDate
    description: string
    lines: { account: string; amount: string }[]
  }[]
  invoices: { no: number; type: InvoiceType; date: CivilDate; amount: string; open: string }[]
  allocations: {
    no: number
    invoiceNo: number
    eventId: string
    source: AllocationSource
    entryNo: number | null
    date: CivilDate
    amount: string
  }[]
  credit: { date: CivilDate; amount: string; open: string } | null
}

/** Each table is read once, whatever the number of the loan's events. */
const LOAD = `
  WITH line AS (
    SELECT entry_no, jsonb_agg(jsonb_build_object('account', account, 'amount', amount::text) ORDER BY line_no) AS lines
    FROM journal_line WHERE stream_id = $1::bigint GROUP BY entry_no
  ), entry AS (
    SELECT j.event_id, jsonb_agg(jsonb_build_object('no', j.no, 'part', j.part, 'date', j.date, 'valueDate', j.value_date,
             'description', j.description, 'lines', l.lines) ORDER BY j.no) AS rows
    FROM journal_entry j JOIN line l ON l.entry_no = j.no
    WHERE j.stream_id = $1::bigint AND j.reverses IS NULL
      AND j.no NOT IN (SELECT reverses FROM journal_entry WHERE stream_id = $1::bigint AND reverses IS NOT NULL)
    GROUP BY j.event_id
  ), raised AS (
    SELECT i.event_id, jsonb_agg(jsonb_build_object('no', i.no, 'type', i.type, 'date', i.date,
             'amount', i.amount::text, 'open', i.open::text) ORDER BY i.no) AS rows
    FROM invoice i WHERE i.stream_id = $1::bigint AND i.status <> 'CANCELLED' GROUP BY i.event_id
  ), allocated AS (
    SELECT a.caused_by, jsonb_agg(jsonb_build_object('no', a.no, 'invoiceNo', a.invoice_no, 'eventId', a.event_id,
             'source', a.source, 'entryNo', a.entry_no, 'date', a.date, 'amount', a.amount::text) ORDER BY a.no) AS rows
    FROM allocation a
    WHERE a.stream_id = $1::bigint AND a.reverses IS NULL
      AND a.no NOT IN (SELECT reverses FROM allocation WHERE stream_id = $1::bigint AND reverses IS NOT NULL)
    GROUP BY a.caused_by
  )
  SELECT event_json(e) AS event,
         coalesce(entry.rows, '[]') AS entries, coalesce(raised.rows, '[]') AS invoices,
         coalesce(allocated.rows, '[]') AS allocations,
         CASE WHEN c.event_id IS NOT NULL THEN
           jsonb_build_object('date', c.date, 'amount', c.amount::text, 'open', c.open::text) END AS credit
  FROM loan_event e
  LEFT JOIN entry ON entry.event_id = e.id
  LEFT JOIN raised ON raised.event_id = e.id
  LEFT JOIN allocated ON allocated.caused_by = e.id
  LEFT JOIN customer_credit c ON c.stream_id = e.stream_id AND c.event_id = e.id
  WHERE e.stream_id = $1::bigint AND e.status = 'POSTED' AND e.kind <> 'REVERSAL'
  ORDER BY e.seq`

/** What stands in a loan's books for each of its posted events that is not reversed, in order. */
export async function loadStoredPostings(
  database: Statements,
  streamId: string,
): Promise<StoredPosting[]> {
  const rows = await database.query<Row>('ledger_stored', LOAD, [streamId])
  return rows.map(({ event, entries, invoices, allocations, credit }) => ({
    event,
    entries: entries.map((entry) => ({
      ...entry,
      part: partOfEntry(entry),
      lines: entry.lines.map(withAmount),
    })),
    invoices: invoices.map((invoice) => ({ ...withAmount(invoice), open: BigInt(invoice.open) })),
    allocations: allocations.map(withAmount),
    credit: credit && { ...withAmount(credit), open: BigInt(credit.open) },
  }))
}

function withAmount<T extends { amount: string }>(row: T): Omit<T, 'amount'> & { amount: bigint } {
  return { ...row, amount: BigInt(row.amount) }
}
