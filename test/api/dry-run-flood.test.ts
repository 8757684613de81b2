import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest, Sent } from './api-under-test'
import { disbursement, newLoanId, PUSH } from './requests'

const AT_ONCE = 250
/** Of what as many events take: nearly all of the dry runs are refused. */
const MOST_CPU = 1.5

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

const flood = (body: (loanId: string) => object): Promise<Sent[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, () => api.post(PUSH.disbursement, body(newLoanId()))))

/** Runs work and tells what it took of this process's processor, in seconds: nobody is answered meanwhile. */
async function cpuOf<T>(work: () => Promise<T>): Promise<[done: T, seconds: number]> {
  const before = process.cpuUsage()
  const done = await work()
  const { user, system } = process.cpuUsage(before)
  return [done, (user + system) / 1_000_000]
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
  const [, ofEvents] = await cpuOf(() => flood((loanId) => disbursement({ loanId })))
  const [connected, memory] = [await connections(), process.memoryUsage().rss]

  const [answers, ofDryRuns] = await cpuOf(() => flood(dryRun))

  const busy = answers.filter(({ status }) => status === 503)
  const told = answers.filter(({ status }) => status === 200)
  expect(answers.filter((answer) => !told.includes(answer) && !busy.includes(answer))).toEqual([])
  expect(told.length).toBeGreaterThanOrEqual(1)
  expect(told[0]?.body).toMatchObject({ success: true, staging: { status: 'DRY_RUN' } })
  expect(busy[0]?.headers.get('Retry-After')).toBe('1')
  // A busy machine refuses some before it knows that they are dry runs.
  expect(busy.map(({ body }) => body)).toContainEqual({
    success: false,
    error: { code: 'BUSY', message: 'Too many dry runs are under way: please retry.' },
  })
  expect(ofDryRuns).toBeLessThan(MOST_CPU * ofEvents)
  expect(await connections()).toBeLessThanOrEqual(connected + 1)
  expect(process.memoryUsage().rss - memory).toBeLessThan(200_000_000)
})
