import { RequestCounts } from '../../src/api/middleware/request-counts'
import { SCOPES } from '../../src/identity/key-pairs'
import type { Database } from '../../src/platform/database'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { startV1 } from './v1/v1-under-test'
import type { V1UnderTest } from './v1/v1-under-test'

const MINUTE = 60_000

describe('requests that are counted', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  const counts = (limit: number, windowMs = MINUTE, database: Database = test.database) => {
    const store = new RequestCounts(database, limit)
    store.init({ windowMs } as Parameters<RequestCounts['init']>[0])
    return store
  }
  const within = async (limit: number, asked: ReturnType<RequestCounts['increment']>[]) =>
    (await Promise.all(asked)).filter(({ totalHits }) => totalHits <= limit).length

  it('are never more than the limit over several processes, and are all of it', async () => {
    const processes = [counts(30), counts(30), counts(30)]
    const asked = Array.from({ length: 90 }, (_, place) => processes[place % 3]!.increment('one'))
    expect(await within(30, asked)).toBe(30)
    expect(await within(30, [processes[0]!.increment('one')])).toBe(0)
    expect(await within(30, [processes[0]!.increment('another')])).toBe(1)
  })

  it('cost a statement for each fiftieth of the limit, and none past it', async () => {
    const store = counts(1_000)
    const before = taken()
    for (let sent = 0; sent < 1_000; sent++) await store.increment('busy')
    expect(taken() - before).toBe(50)
    const past = await Promise.all(Array.from({ length: 100 }, () => store.increment('busy')))
    expect(past.every(({ totalHits }) => totalHits > 1_000)).toBe(true)
    expect(taken() - before).toBe(50)
  })

  it('begin anew with the next window', async () => {
    const store = counts(1, 200)
    const first = await store.increment('patient')
    expect(first.totalHits).toBe(1)
    expect((await store.increment('patient')).totalHits).toBe(2)
    while (Date.now() < first.resetTime!.getTime()) await new Promise(setImmediate)
    let again = await store.increment('patient')
    // The server’s clock says when a window ends: by ours that may be a moment sooner.
    while (again.totalHits > 1) again = await store.increment('patient')
    expect(again.totalHits).toBe(1)
  })

  const taken = () => test.database.statementCounts()['take_requests'] ?? 0
})

describe('a key', () => {
  let v1: V1UnderTest
  beforeAll(async () => {
    v1 = await startV1({ requestLimits: { ofKeyPairs: 5, ofApiKeys: 2 } })
  })
  afterAll(() => v1.close())

  it('is told what is left of its minute at each door, and counted over all of them', async () => {
    const token = await v1.tokenOf(v1.api.businessId, [...SCOPES])
    const other = await v1.tokenOf(v1.api.businessId, [...SCOPES])
    const { get } = v1.api
    const left = async (path: string) => {
      const { status, headers } = await get(path, token)
      expect(headers.get('ratelimit-policy')).toMatch(/^"per-minute"; q=5; w=60; pk=:.+:$/)
      return [status, /^"per-minute"; r=(\d+); t=\d+$/.exec(headers.get('ratelimit') ?? '')?.[1]]
    }
    expect(await left('/v1/loans')).toEqual([200, '4'])
    expect(await left('/ops/loans/none')).toEqual([404, '3'])
    expect(await left('/v1/nowhere')).toEqual([404, '2'])
    expect(await left('/v1/loans')).toEqual([200, '1'])
    expect(await left('/v1/loans')).toEqual([200, '0'])

    const refused = await get('/v1/loans', token)
    expect(refused.status).toBe(429)
    const seconds = refused.headers.get('retry-after')
    expect(Number(seconds)).toBeGreaterThan(0)
    const message = `More requests than a key may send in a minute: wait ${seconds} seconds.`
    expect(refused.body).toEqual({ code: 'resource_exhausted', message })
    expect(await get('/ops/loans/none', token)).toMatchObject({
      status: 429,
      body: { code: 'RATE_LIMITED', title: 'Too Many Requests', requestId: expect.any(String) },
    })
    expect((await get('/v1/loans', other)).status).toBe(200)
  })

  it('of the push door has a limit of its own', async () => {
    const statuses = []
    for (let sent = 0; sent < 3; sent++) {
      statuses.push((await v1.api.get('/lms-integration/loans/none')).status)
    }
    expect(statuses).toEqual([404, 404, 429])
  })
})

it('no header tells of limits where there are none', async () => {
  const v1 = await startV1()
  const { status, headers } = await v1.api.get('/v1/loans', await v1.tokenOf(v1.api.businessId))
  expect([status, headers.get('ratelimit')]).toEqual([200, null])
  await v1.close()
})
