import type { CivilDate } from '../domain/values/calendar'
import type { LoanEvent } from '../domain/events/stream-event'
import type { AllocationSource, InvoiceType } from '../domain/books/books'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import type { Database } from '../platform/database'

interface Row {
  event: LoanEvent
  entries: {
    no: number
    date: CivilDate
    valueDate: CivilDate
    description: string
    lines: { account: string; amount: string }[]
  }[]
  invoice: { no: number; type: InvoiceType; date: CivilDate; amount: string; open: string } | null
  allocations: {
    no: number
    invoiceNo: number
    eventId: string
    source: AllocationSource
    date: CivilDate
    amount: string
  }[]
  credit: { date: CivilDate; amount: string; open: string } | null
}

const LOAD = `
  SELECT event_json(e) AS event,
         coalesce((
           SELECT jsonb_agg(jsonb_build_object('no', j.no, 'date', j.date, 'valueDate', j.value_date,
             'description', j.description, 'lines', (
               SELECT jsonb_agg(jsonb_build_object('account', l.account, 'amount', l.amount::text) ORDER BY l.line_no)
               FROM journal_line l WHERE l.stream_id = j.stream_id AND l.entry_no = j.no)) ORDER BY j.no)
           FROM journal_entry j LEFT JOIN journal_entry m ON m.stream_id = j.stream_id AND m.reverses = j.no
           WHERE j.stream_id = e.stream_id AND j.event_id = e.id AND j.reverses IS NULL AND m.no IS NULL), '[]') AS entries,
         (SELECT jsonb_build_object('no', i.no, 'type', i.type, 'date', i.date, 'amount', i.amount::text,
                                    'open', i.open::text)
          FROM invoice i WHERE i.event_id = e.id AND i.status <> 'CANCELLED') AS invoice,
         coalesce((
           SELECT jsonb_agg(jsonb_build_object('no', a.no, 'invoiceNo', a.invoice_no, 'eventId', a.event_id,
             'source', a.source, 'date', a.date, 'amount', a.amount::text) ORDER BY a.no)
           FROM allocation a LEFT JOIN allocation u ON u.stream_id = a.stream_id AND u.reverses = a.no
           WHERE a.stream_id = e.stream_id AND a.caused_by = e.id AND a.reverses IS NULL AND u.no IS NULL), '[]')
           AS allocations,
         (SELECT jsonb_build_object('date', c.date, 'amount', c.amount::text, 'open', c.open::text)
          FROM customer_credit c WHERE c.stream_id = e.stream_id AND c.event_id = e.id) AS credit
  FROM loan_event e
  WHERE e.stream_id = $1::bigint AND e.status = 'POSTED' AND e.kind <> 'REVERSAL'
  ORDER BY e.seq`

/** What stands in a loan's books for each of its posted events that is not reversed, in order. */
export async function loadStoredPostings(
  database: Database,
  streamId: string,
): Promise<StoredPosting[]> {
  const rows = await database.query<Row>('ledger_stored', LOAD, [streamId])
  return rows.map(({ event, entries, invoice, allocations, credit }) => ({
    event,
    entries: entries.map((entry) => ({ ...entry, lines: entry.lines.map(withAmount) })),
    invoice: invoice && { ...withAmount(invoice), open: BigInt(invoice.open) },
    allocations: allocations.map(withAmount),
    credit: credit && { ...withAmount(credit), open: BigInt(credit.open) },
  }))
}

function withAmount<T extends { amount: string }>(row: T): Omit<T, 'amount'> & { amount: bigint } {
  return { ...row, amount: BigInt(row.amount) }
}
