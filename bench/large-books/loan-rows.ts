import type { EntryPart } from '../../src/domain/books/books'
import type { LoanRef } from '../../src/contract/loan-ref'
import type { Database } from '../../src/platform/database'

/**
 * The tables a loan has rows in, in the order in which they refer to each other, and what puts the
 * rows of many loans in the order of time: real books grow month by month, not loan by loan.
 */
export const LOAN_TABLES = [
  { name: 'customer', order: 'customer_id' },
  { name: 'loan_stream', order: 'id' },
  { name: 'loan_event', order: 'seq' },
  { name: 'loan', order: 'stream_id' },
  { name: 'loan_transaction', order: 'no' },
  { name: 'compensation', order: 'stream_id' },
  { name: 'ledger_loan', order: 'stream_id' },
  { name: 'journal_entry', order: 'no' },
  { name: 'journal_line', order: 'entry_no' },
  { name: 'invoice', order: 'no' },
  { name: 'customer_credit', order: 'seq' },
  { name: 'allocation', order: 'no' },
  { name: 'operator_action', order: 'stream_id' },
] as const

export type LoanTable = (typeof LOAN_TABLES)[number]['name']

type Row = Record<string, unknown>

export interface EventRow extends Row {
  id: string
  kind: string
  payload: object
  details: object | null
  fingerprint: string
}

export interface EntryRow extends Row {
  no: number
  event_id: string
  caused_by: string
  part: EntryPart | null
  date: string
  value_date: string
  description: string
  reverses: number | null
  hash: string
}

export interface LineRow extends Row {
  entry_no: number
  account: string
  amount: number
}

/** All rows of a loan, each as PostgreSQL's own JSON of it. */
export interface LoanRows extends Record<LoanTable, Row[]> {
  loan_event: EventRow[]
  journal_entry: EntryRow[]
  journal_line: LineRow[]
  operator_action: (Row & { id: string })[]
}

/** Reads all rows of a loan. */
export async function readLoanRows(
  database: Database,
  { businessId, loanId }: LoanRef,
  customerId: string,
): Promise<LoanRows> {
  const { id } = await database.prisma.loanStream.findUniqueOrThrow({
    where: { businessId_externalId: { businessId, externalId: loanId } },
  })
  const lists = LOAN_TABLES.map(
    ({ name }) => `'${name}', (SELECT coalesce(json_agg(t ORDER BY t), '[]') FROM ${name} t
                               WHERE ${OWN[name] ?? 't.stream_id = $1'})`,
  )
  const [row] = await database.query<{ rows: LoanRows }>(
    'large_books_read',
    `SELECT json_build_object(${lists.join(', ')}) AS rows FROM (SELECT $1::bigint, $2::text) given`,
    [id, customerId],
  )
  if (row === undefined) throw new Error('a loan was not read')
  return row.rows
}

const OWN: Partial<Record<LoanTable, string>> = {
  customer: 't.customer_id = $2',
  loan_stream: 't.id = $1',
}
