import { Client } from 'pg'

import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { createBusiness } from '../../src/business/create-business'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { Database } from '../../src/platform/database'
import { migrate } from '../../src/platform/migrations/migrate'
import { settleLoan } from '../../src/steps/settle'
import { StageQueue } from '../../src/stream/stage-queue'
import type { Staged, StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LendingRequests } from '../support/lending-requests'
import { LoanRequests } from '../support/loan-requests'
import { dumpRows } from './dump-rows'
import { restoreRows } from './restore'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

async function dumpOf(connectionString: string): Promise<string> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return await dumpRows(client, '9.9.9')
  } finally {
    await client.end()
  }
}

it('a dump of a filled database makes one that holds the same and is proven', async () => {
  const businessId = await createBusiness(test.database, { name: 'Lender' })
  const pushed = new LoanRequests({ businessId, loanId: 'L-pushed' })
  const own = new LendingRequests({ businessId, loanId: 'L-own' })
  const queue = new StageQueue(test.database)
  const stage = async (request: StageRequest): Promise<string> =>
    ((await queue.stage(request)) as Staged).eventId
  await stage(pushed.disbursement({}))
  const paid = await stage(pushed.repayment({ principal: '100' }))
  await stage(pushed.reversal(paid))
  await stage(own.submit({ opensCustomer: true }))
  for (const loan of [pushed.ref, own.ref]) {
    await settleLoan(embeddedLms(test.database), new EmbeddedAccounting(test.database), loan)
  }

  const dump = await dumpOf(test.url)
  const url = await restoreRows(dump)
  expect(await dumpOf(url)).toBe(dump)
  await migrate(url)
  const again = new Database({ connectionString: url, poolSize: 2 })
  expect(await verifyBooks(again)).toMatchObject({ loans: 2, proven: true })
  await again.close()
})
