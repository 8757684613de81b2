import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest, Sent } from './api-under-test'
import { disbursement, newLoanId, PUSH } from './requests'

const AT_ONCE = 250

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

const flood = (body: (loanId: string) => object): Promise<Sent[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, () => api.post(PUSH.disbursement, body(newLoanId()))))

/** Runs work and tells the longest that /healthz took meanwhile, in ms. */
async function slowestHealth<T>(work: Promise<T>): Promise<[done: T, slowestMs: number]> {
  let slowestMs = 0
  let isDone = false
  const watch = async () => {
    while (!isDone) {
      const before = performance.now()
      await api.get('/healthz')
      slowestMs = Math.max(slowestMs, performance.now() - before)
    }
  }
  const watching = watch()
  const done = await work.finally(() => (isDone = true))
  await watching
  return [done, slowestMs]
}

const connections = async (): Promise<number> => {
  const [row] = await api.database.query<{ count: number }>(
    'test_connections',
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()`,
  )
  return row?.count ?? 0
}

it(`${AT_ONCE} dry runs at once take no more of the process than as many events do`, async () => {
  const dryRun = (loanId: string) => disbursement({ loanId, dryRun: true })
  await flood((loanId) => disbursement({ loanId }))
  await api.post(PUSH.disbursement, dryRun(newLoanId()))
  const [, slowestBesideEvents] = await slowestHealth(flood((loanId) => disbursement({ loanId })))
  const [connected, memory] = [await connections(), process.memoryUsage().rss]

  const [answers, slowest] = await slowestHealth(flood(dryRun))

  const busy = answers.filter(({ status }) => status === 503)
  const told = answers.filter(({ status }) => status === 200)
  expect(answers.filter((answer) => !told.includes(answer) && !busy.includes(answer))).toEqual([])
  expect(told.length).toBeGreaterThanOrEqual(1)
  expect(told[0]?.body).toMatchObject({ success: true, staging: { status: 'DRY_RUN' } })
  expect(busy[0]?.headers.get('Retry-After')).toBe('1')
  expect(busy[0]?.body).toEqual({
    success: false,
    error: { code: 'BUSY', message: 'Too many dry runs are under way: please retry.' },
  })
  expect(slowest).toBeLessThan(5 * slowestBesideEvents + 200)
  expect(await connections()).toBeLessThanOrEqual(connected + 1)
  expect(process.memoryUsage().rss - memory).toBeLessThan(200_000_000)
})
