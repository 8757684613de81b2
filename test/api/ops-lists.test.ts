import { createBusiness } from '../../src/business/create-business'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import type { Answer } from './api-under-test'
import { bearerOf, startOpsUnderTest } from './ops-under-test'
import type { OpsUnderTest } from './ops-under-test'

let test: TestDatabase
let api: OpsUnderTest
let businessId: string
let bearer: { Authorization: string }

beforeAll(async () => {
  test = await createTestDatabase()
  api = await startOpsUnderTest({ database: test.database })
  businessId = await createBusiness(test.database, {
    name: 'Refusing Lender',
    timeZone: 'Africa/Dar_es_Salaam',
  })
  bearer = await bearerOf(api, test.database, businessId, ['lms:read'])
})
afterAll(async () => {
  await api.close()
  await test.close()
})

async function refuse(refusedAt: string, loanId: string | null, code: string): Promise<void> {
  await test.database.prisma.refusedRequest.create({
    data: {
      ...{ businessId, loanId, code, refusedAt },
      kind: 'REPAYMENT',
      message: 'no',
      fields: [{ field: 'repaymentDate', message: 'Must be a date.' }],
      sentBy: 'prefix',
    },
  })
}

const list = async (query: string): Promise<Answer> =>
  (await api.get(`/ops/refused${query}`, bearer)).body

describe('GET /ops/refused', () => {
  beforeAll(async () => {
    // Midnight of the 10th in Dar es Salaam is 21:00 of the 9th in UTC.
    await refuse('2026-03-09T20:59:59.999Z', 'LN-1', 'ORDER_VIOLATION')
    await refuse('2026-03-09T21:00:00.000Z', 'LN-1', 'VALIDATION_FAILED')
    await refuse('2026-03-10T20:59:59.999Z', 'LN-2', 'VALIDATION_FAILED')
    await refuse('2026-03-10T21:00:00.000Z', null, 'VALIDATION_FAILED')
  })

  it('shows what was refused, the latest first', async () => {
    const { items, total, page, rowsPerPage } = await list('')
    expect([total, page, rowsPerPage]).toEqual([4, 1, 20])
    expect(items[0]).toEqual({
      refusedAt: '2026-03-10T21:00:00.000Z',
      loanId: null,
      type: 'REPAYMENT',
      code: 'VALIDATION_FAILED',
      message: 'no',
      fields: [{ field: 'repaymentDate', message: 'Must be a date.' }],
      sentBy: 'prefix',
    })
  })

  it.each([
    ['?from=2026-03-10&to=2026-03-10', 2],
    ['?from=2026-03-10', 3],
    ['?to=2026-03-09', 1],
    ['?loanId=LN-1', 2],
    ['?loanId=LN-1&code=VALIDATION_FAILED', 1],
    ['?code=NOTHING', 0],
    ['?from=2027-01-01', 0],
  ])('finds by %s in the business’s time zone', async (query, total) => {
    expect((await list(query)).total).toBe(total)
  })

  it('comes in pages, and past the end there is nothing', async () => {
    const second = await list('?page=2&rows=3')
    expect([second.items.length, second.total, second.page]).toEqual([1, 4, 2])
    expect(await list('?page=999&rows=3')).toEqual({
      items: [],
      total: 4,
      page: 999,
      rowsPerPage: 3,
      leftOut: 0,
    })
  })
})

describe('a query', () => {
  it.each([
    ['/ops/parked?page=0', 'page', 'page value too small, must be larger than 0'],
    ['/ops/parked?rows=0', 'rows', 'rows value too small, must be larger than 0'],
    ['/ops/parked?rows=100', 'rows', 'rows value too large, must be less than 100'],
    ['/ops/parked?rows=1000', 'rows', 'rows value too large, must be less than 100'],
    ['/ops/actions?page=one', 'page', 'page must be a whole number'],
    ['/ops/actions?page=1&page=2', 'page', 'page must be given once.'],
    ['/ops/actions?eventId=x', 'eventId', 'Must be a UUID.'],
    ['/ops/refused?from=2026-02-30', 'from', 'Must be a date that exists: yyyy-MM-dd.'],
    ['/ops/refused?loanid=LN-1', 'loanid', 'Is not known here.'],
    ['/ops/compensations?state=maybe', 'state', 'Must be owed or done.'],
    ['/ops/health?page=1', 'page', 'Is not known here.'],
  ])('%s is refused', async (path, field, message) => {
    const { status, body } = await api.get(path, bearer)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field, message }] })
  })

  it('takes the smallest and the largest page', async () => {
    for (const query of ['?page=1&rows=1', '?rows=99', '?page=1000000']) {
      expect((await api.get(`/ops/parked${query}`, bearer)).status).toBe(200)
    }
  })
})

describe('an address', () => {
  it.each([
    ['/ops/nothing', 404, 'NOT_FOUND'],
    ['/ops/loans/none', 404, 'LOAN_NOT_FOUND'],
    ['/ops/jobs/none', 404, 'JOB_NOT_FOUND'],
    ['/ops/jobs/0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11', 404, 'JOB_NOT_FOUND'],
    ['/ops/retry', 405, 'METHOD_NOT_ALLOWED'],
    ['/ops/loans/%FF', 400, 'MALFORMED_URL'],
  ])('%s answers %i with problem details', async (path, status, code) => {
    const { body, ...answer } = await api.get(path, bearer)
    expect([answer.status, body.code, body.status]).toEqual([status, code, status])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})
