import { createBusiness } from '../../../src/business/create-business'
import { verifyBooks } from '../../../src/verify/verify-books'
import type { VerifyReport } from '../../../src/verify/report'
import { createTestDatabase, type TestDatabase } from '../../support/harness'
import { Forger, type Column } from './forger'
import { richLoans } from './rich-loans'

/** Of a column with more rows so many are tried, from the first to the last. */
const CELLS = 2

/** What needs no proof, with the reason. */
const UNPROVEN: Record<string, string> = {
  ...because('the state of work that goes on, not of what was done', [
    ...['loan_due.stream_id', 'loan_due.business_id', 'loan_due.next_on', 'loan_due.wake_at'],
    ...['loan_due.attempts', 'credit_transfer.look_at', 'credit_transfer.attempts'],
    ...['loan_stream.busy', 'loan_stream.parked', 'loan_stream.retell_at'],
    'loan_stream.retell_attempts',
  ]),
  ...because('who sent it and when it came or was written: nothing else of the record says so', [
    ...['loan_event.idempotency_key', 'loan_event.sent_by', 'loan_event.received_at'],
    ...['loan_event.finished_at', 'loan_stream.created_at', 'credit_transfer.created_at'],
    ...['journal_entry.recorded_at', 'installment_line.recorded_at'],
    ...['loan_transaction.recorded_at', 'allocation.recorded_at'],
  ]),
  ...because('an address that is given once: any other that is free would do', ['loan_charge.id']),
  ...because('where the event says its own day, nothing follows from the day on which it came', [
    'loan_event.payload.today',
  ]),
  ...because('words that its kind does not have: nobody shows them', ['loan_event.details']),
  ...because('without it, or with another that posts the same, the rows are the same', [
    'loan_event.batch_seq',
  ]),
}

let test: TestDatabase
let forger: Forger
let verify: () => Promise<VerifyReport>
let streams: string[]

beforeAll(async () => {
  test = await createTestDatabase()
  const businessId = await createBusiness(test.database, { name: 'Lender' })
  const { clock } = await richLoans(test, businessId)
  verify = () => verifyBooks(test.database, { clock })
  const rows = await test.database.query<{ id: string }>(
    'test_streams',
    'SELECT id::text FROM loan_stream ORDER BY id',
  )
  streams = rows.map(({ id }) => id)
  forger = await Forger.enter(test.url)
})
afterAll(async () => {
  await forger?.leave()
  await test.close()
})

it('verify sees any cell of a loan that was changed, but for what needs no proof', async () => {
  const before = await verify()
  expect(before.differences.items).toEqual([])
  const unseen = new Map<string, number>()
  for (const column of await forger.columns()) await tryColumn(column, unseen)
  const names = [...unseen.keys()]
  expect(names.filter((name) => !(name in UNPROVEN))).toEqual([])
  expect(Object.keys(UNPROVEN).filter((name) => !unseen.has(name))).toEqual([])
  expect(await verify()).toEqual(before)
})

/** Counts the cells of a column that can be changed without a difference. */
async function tryColumn(column: Column, unseen: Map<string, number>): Promise<void> {
  // Of JSON every leaf is a cell: those of one loan are enough.
  for (const streamId of column.type === 'jsonb' ? streams.slice(0, 1) : streams) {
    for (const cell of await forger.cells(column, streamId, CELLS)) {
      const report = await forger.whileForged(column, cell, verify)
      if (report?.proven !== true) continue
      const name = [
        column.table,
        column.column,
        ...(cell.leaf === null ? [] : [cell.leaf.path]),
      ].join('.')
      unseen.set(name, (unseen.get(name) ?? 0) + 1)
    }
  }
}

function because(reason: string, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, reason]))
}
