import { createBusiness } from '../../src/business/create-business'
import { refusedRequests } from '../../src/stream/refused-list'
import { keepRefused, purgeRefusedRequests } from '../../src/stream/refused-requests'
import type { RefusedRow } from '../../src/stream/refused-requests'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'

function refusals(count: number): RefusedRow[] {
  return Array.from({ length: count }, (_, place) => ({
    loan_id: `L-${place}`,
    kind: 'REPAYMENT',
    code: 'VALIDATION_FAILED',
    message: 'no',
    fields: [{ field: 'loanId', message: 'no' }],
    sent_by: 'prefix',
  }))
}

describe('Refused requests', () => {
  let test: TestDatabase
  let businessId: string
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  beforeEach(async () => {
    businessId = await createBusiness(test.database, { name: uniqueName('lender') })
  })
  afterAll(() => test.close())

  const keep = (count: number, mostOfAnHour = 1_000) =>
    keepRefused(test.database, { businessId, mostOfAnHour, requests: refusals(count) })
  const list = async (filter = {}) => {
    const business = { id: businessId, timeZone: 'UTC' }
    const page = await refusedRequests(test.database, business, filter, { page: 1, rows: 1 })
    return { ...page, items: page.items.map(({ loanId }) => loanId) }
  }

  it('of a group are kept by one statement, in their order', async () => {
    const before = test.database.statementCounts()['keep_refused'] ?? 0
    await keep(500)
    expect((test.database.statementCounts()['keep_refused'] ?? 0) - before).toBe(1)
    expect(await list()).toMatchObject({ items: ['L-499'], total: 500, leftOut: 0 })
  })

  it('beyond so many of a business within an hour are counted', async () => {
    await keep(7, 10)
    await keep(7, 10)
    await keep(1, 10)
    expect(await list()).toMatchObject({ items: ['L-2'], total: 10, leftOut: 5 })
    expect(await list({ from: '2999-01-01' })).toMatchObject({ total: 0, leftOut: 0 })
    const other = await createBusiness(test.database, { name: uniqueName('lender') })
    await keepRefused(test.database, {
      ...{ businessId: other, mostOfAnHour: 10, requests: refusals(3) },
    })
    expect(await list()).toMatchObject({ total: 10 })
  })

  it('are counted right by many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => keep(7, 100)))
    expect(await list()).toMatchObject({ total: 100, leftOut: 40 })
  })

  it('start anew with the next hour, and may be allowed fewer in this one', async () => {
    await keep(10, 10)
    await keep(3, 5)
    expect(await list()).toMatchObject({ total: 10, leftOut: 3 })
    await test.database.query(
      'test_hour',
      `UPDATE refused_hour SET hour = hour - interval '1 hour' WHERE business_id = $1`,
      [businessId],
    )
    await keep(3, 5)
    expect(await list()).toMatchObject({ total: 13, leftOut: 3 })
  })

  it('are gone after 90 days, with their count', async () => {
    await keep(3, 2)
    await test.database.query(
      'test_age',
      `WITH h AS (UPDATE refused_hour SET hour = hour - interval '91 days' WHERE business_id = $1)
       UPDATE refused_request SET refused_at = refused_at - interval '91 days' WHERE business_id = $1`,
      [businessId],
    )
    await purgeRefusedRequests(test.database)
    expect(await list()).toMatchObject({ total: 0, leftOut: 0 })
  })
})
