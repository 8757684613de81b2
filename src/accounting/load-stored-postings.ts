import { creditKey } from '../domain/books/books'
import type { AllocationSource, CreditKind, EntryPart, InvoiceType } from '../domain/books/books'
import type { LendingFact } from '../domain/events/lending/lending-event'
import type { LoanEvent } from '../domain/events/stream-event'
import { partOfEntry } from '../domain/restatement/part-of-entry'
import { standingOf } from '../domain/restatement/standing-of'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import type { CivilDate } from '../domain/values/calendar'
import { groupBy } from '../domain/values/group-by'
import type { Statements } from '../platform/statements'

interface Rows<Event> {
  events: Event[]
  entries: {
    no: number
    eventId: string
    part: EntryPart | null
    date: CivilDate
    valueDate: CivilDate
    description: string
    reverses: number | null
  }[]
  lines: { entryNo: number; account: string; amount: string }[]
  invoices: {
    no: number
    eventId: string
    type: InvoiceType
    date: CivilDate
    amount: string
    open: string
  }[]
  allocations: {
    no: number
    invoiceNo: number
    eventId: string
    causedBy: string
    source: AllocationSource
    entryNo: number | null
    date: CivilDate
    amount: string
    reverses: number | null
  }[]
  credits: {
    eventId: string
    kind: CreditKind
    date: CivilDate
    amount: string
    open: string
  }[]
}

const rowsOf = (table: string, columns: string, order: string, which = '') =>
  `(SELECT coalesce(json_agg(json_build_object(${columns}) ORDER BY ${order}), '[]')
    FROM ${table} WHERE stream_id = $1::bigint ${which})`

/** Each table once and joined by nothing: a plan that is wrong about a long loan would be slow beyond its time. */
const LOAD = `
  SELECT (SELECT coalesce(json_agg(event_json(e) ORDER BY e.seq), '[]') FROM loan_event e
          WHERE e.stream_id = $1::bigint AND e.status = 'POSTED' AND e.kind <> 'REVERSAL'
            AND NOT starts_with(e.kind, 'UNDO_')) AS events,
         ${rowsOf(
           'journal_entry',
           `'no', no, 'eventId', event_id, 'part', part, 'date', date, 'valueDate', value_date,
            'description', description, 'reverses', reverses`,
           'no',
         )} AS entries,
         ${rowsOf(
           'journal_line',
           `'entryNo', entry_no, 'account', account, 'amount', amount::text`,
           'entry_no, line_no',
         )} AS lines,
         ${rowsOf(
           'invoice',
           `'no', no, 'eventId', event_id, 'type', type, 'date', date, 'amount', amount::text, 'open', open::text`,
           'no',
           `AND status <> 'CANCELLED'`,
         )} AS invoices,
         ${rowsOf(
           'allocation',
           `'no', no, 'invoiceNo', invoice_no, 'eventId', event_id, 'causedBy', caused_by, 'source', source,
            'entryNo', entry_no, 'date', date, 'amount', amount::text, 'reverses', reverses`,
           'no',
         )} AS allocations,
         ${rowsOf(
           'customer_credit',
           `'eventId', event_id, 'kind', kind, 'date', date, 'amount', amount::text, 'open', open::text`,
           'seq, kind',
         )} AS credits`

/** What stands in a loan's books for each of its posted events that is not reversed, in order. */
export async function loadStoredPostings<Event extends LoanEvent | LendingFact>(
  database: Statements,
  streamId: string,
): Promise<StoredPosting<Event>[]> {
  const [rows] = await database.query<Rows<Event>>('ledger_stored', LOAD, [streamId])
  if (rows === undefined) return []
  const lines = groupBy(rows.lines, ({ entryNo }) => entryNo)
  const entries = groupBy(standingOf(rows.entries), ({ eventId }) => eventId)
  const invoices = groupBy(rows.invoices, ({ eventId }) => eventId)
  const allocations = groupBy(standingOf(rows.allocations), ({ causedBy }) => causedBy)
  const credits = new Map(rows.credits.map((credit) => [creditKey(credit), withOpen(credit)]))
  return rows.events.map((event) => {
    const { eventId } = event
    return {
      event,
      entries: (entries.get(eventId) ?? []).map((entry) => ({
        ...entry,
        part: partOfEntry(entry),
        lines: (lines.get(entry.no) ?? []).map(withAmount),
      })),
      invoices: (invoices.get(eventId) ?? []).map(withOpen),
      allocations: (allocations.get(eventId) ?? []).map(withAmount),
      credit: credits.get(creditKey({ eventId, kind: 'CREDIT' })) ?? null,
      advance: credits.get(creditKey({ eventId, kind: 'ADVANCE' })) ?? null,
    }
  })
}

function withAmount<T extends { amount: string }>(row: T): Omit<T, 'amount'> & { amount: bigint } {
  return { ...row, amount: BigInt(row.amount) }
}

function withOpen<T extends { amount: string; open: string }>(row: T) {
  return { ...withAmount(row), open: BigInt(row.open) }
}
