import { Client } from 'pg'

import { createBusiness } from '../../src/business/create-business'
import type { StageRequest } from '../../src/stream/stage-request'
import { createTestDatabase, runAsOwner, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'

const BATCH = 200
const BATCHES = 10

let test: TestDatabase
let client: Client
let businessId: string

beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Patient Lender' })
  // A young database: nothing is known of its tables, and the plans of the first events stay.
  await runAsOwner(test, 'ALTER TABLE loan_event SET (autovacuum_enabled = false)')
})
beforeEach(async () => {
  client = new Client({ connectionString: test.url })
  await client.connect()
})
afterEach(() => client.end())
afterAll(() => test.close())

const newLoan = () => new LoanRequests({ businessId, loanId: uniqueName('loan') })

/** Stages a batch and tells how many pages were looked at for it. */
async function pagesOf(requests: StageRequest[]): Promise<number> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT stage_free(${client.escapeLiteral(JSON.stringify(requests))})`,
  )
  const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {}
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
}

const repaymentsOf = (loan: LoanRequests, batch: number): StageRequest[] =>
  loan.repayments(BATCH, { interest: String(batch) })

const withKeys = (requests: StageRequest[]): StageRequest[] =>
  requests.map((request) => ({ ...request, idempotencyKey: uniqueName('key') }))

const reversalsOf = async (loan: LoanRequests): Promise<StageRequest[]> => {
  const rows = await test.database.query<{ id: string }>(
    'test_repayments',
    `SELECT e.id FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
     WHERE s.external_id = $1 AND kind = 'REPAYMENT' AND NOT EXISTS (
       SELECT FROM loan_event r WHERE r.stream_id = s.id AND r.payload ->> 'eventId' = e.id::text)
     ORDER BY seq LIMIT 20`,
    [loan.ref.loanId],
  )
  return rows.map(({ id }) => loan.reversal(id))
}

it.each<[string, (loan: LoanRequests, batch: number) => StageRequest[]]>([
  ['without keys', repaymentsOf],
  ['with keys', (loan, batch) => withKeys(repaymentsOf(loan, batch))],
])('a batch %s costs the same however many events its loan has waiting', async (_how, batchOf) => {
  const loan = newLoan()
  await pagesOf([loan.disbursement()])
  const pages: number[] = []
  for (let batch = 0; batch < BATCHES; batch += 1) pages.push(await pagesOf(batchOf(loan, batch)))
  expect(pages.at(-1)).toBeLessThan(1.5 * (pages[1] ?? 0))
})

it('reversals cost the same however many events their loan has', async () => {
  const loan = newLoan()
  await pagesOf([loan.disbursement(), ...repaymentsOf(loan, 0)])
  await pagesOf(await reversalsOf(loan))
  const few = await pagesOf(await reversalsOf(loan))
  for (let batch = 1; batch < BATCHES; batch += 1) await pagesOf(repaymentsOf(loan, batch))
  expect(await pagesOf(await reversalsOf(loan))).toBeLessThan(1.5 * few)
})
