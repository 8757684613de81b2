import type { LoanBooks, Posting } from '../domain/posting/books'
import type { StepRefusal } from '../domain/step-results'
import type { Database } from '../platform/database'

export interface PostedEvent {
  eventId: string
  generation: number
  posting: Posting
}

export interface EndedEvent {
  eventId: string
  status: 'POSTED' | 'FAILED' | 'PARKED'
  reason: StepRefusal | null
}

export interface OwedCompensation {
  eventId: string
  generation: number
  fromSeq: number
  toSeq: number
  reason: StepRefusal
}

export interface LedgerWrite {
  streamId: string
  /** The ledger's seq when it was loaded; the write goes through only if it still is. */
  expectSeq: number
  seq: number
  books: LoanBooks
  posted: PostedEvent[]
  ended: EndedEvent[]
  owed: OwedCompensation | null
}

export type WriteOutcome = { status: 'POSTED'; more: boolean } | { status: 'CONFLICT' }

/** Writes a batch to the books in one transaction, ends its events, and pulls what was staged meanwhile. */
export async function writeLedger(database: Database, write: LedgerWrite): Promise<WriteOutcome> {
  const [row] = await database.query<{ outcome: WriteOutcome }>(
    'ledger_post',
    'SELECT ledger_post($1::jsonb) AS outcome',
    [JSON.stringify(batchOf(write))],
  )
  if (row === undefined) throw new Error('ledger_post gave no outcome')
  return row.outcome
}

function batchOf(write: LedgerWrite): Record<string, unknown> {
  const { books, posted, owed } = write
  return {
    streamId: write.streamId,
    expectSeq: write.expectSeq,
    seq: write.seq,
    nextInvoice: books.nextInvoice,
    nextEntry: books.nextEntry,
    nextAllocation: books.nextAllocation,
    entries: posted.flatMap(entryRows),
    lines: posted.flatMap(lineRows),
    invoices: posted.flatMap(invoiceRows),
    allocations: posted.flatMap(allocationRows),
    credits: posted.flatMap(creditRows),
    outcomes: write.ended.map(({ eventId, status, reason }) => ({
      event_id: eventId,
      status,
      code: reason?.code ?? null,
      message: reason?.message ?? null,
    })),
    owed: owed && {
      event_id: owed.eventId,
      generation: owed.generation,
      from_seq: owed.fromSeq,
      to_seq: owed.toSeq,
      ...owed.reason,
    },
  }
}

function entryRows({ eventId, generation, posting }: PostedEvent): unknown[] {
  return posting.entries.map(({ no, date, description }) => ({
    no,
    event_id: eventId,
    generation,
    date,
    description,
  }))
}

function lineRows({ posting }: PostedEvent): unknown[] {
  return posting.entries.flatMap((entry) =>
    entry.lines.map(({ account, amount }, index) => ({
      entry_no: entry.no,
      line_no: index + 1,
      account,
      amount: amount.toString(),
    })),
  )
}

function invoiceRows({ eventId, posting }: PostedEvent): unknown[] {
  return posting.invoices.map((invoice) => ({
    ...invoice,
    event_id: eventId,
    amount: invoice.amount.toString(),
    lines: invoice.lines.map((line) => ({ ...line, amount: line.amount.toString() })),
  }))
}

function allocationRows({ eventId: causedBy, posting }: PostedEvent): unknown[] {
  return posting.allocations.map(({ no, invoiceNo, eventId, source, date, amount }) => ({
    no,
    invoice_no: invoiceNo,
    event_id: eventId,
    caused_by: causedBy,
    source,
    date,
    amount: amount.toString(),
  }))
}

function creditRows({ posting }: PostedEvent): unknown[] {
  return posting.credits.map(({ eventId, seq, date, amount }) => ({
    event_id: eventId,
    seq,
    date,
    amount: amount.toString(),
  }))
}
