import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { createBusiness } from '../../src/business/create-business'
import { addDays } from '../../src/domain/values/calendar'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { settleLoan } from '../../src/steps/settle'
import type { Database } from '../../src/platform/database'
import { StageQueue } from '../../src/stream/stage-queue'
import type { Staged, StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { callsOf } from '../support/count-calls'
import { rowsOf } from '../support/count-rows'
import { createTestDatabase, runAsOwner, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'

const SHORT = 150
const LONG = 1_200
/** Where each later event costs the same the longer loan takes 8 times as much; squared, 64 times. */
const MOST = 12
/** Of rows: how many are read for one more event is the planner's choice too, and another for few. */
const MOST_ROWS = 40
/** What is done so often at most, however long the loan, is not looked at. */
const FEW = 100

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

/** A loan that was repaid every day; its events' ids, in order. */
async function loanOf(size: number) {
  const businessId = await createBusiness(test.database, { name: uniqueName('lender') })
  const requests = new LoanRequests({ businessId, loanId: uniqueName('loan') })
  const stage = async (database: Database, staged: StageRequest[]): Promise<string[]> => {
    const outcomes = await new StageQueue(database).stageTogether(staged)
    await settleLoan(embeddedLms(database), new EmbeddedAccounting(database), requests.ref)
    return outcomes.map((outcome) => (outcome as Staged).eventId)
  }
  const paid = Array.from({ length: size - 1 }, (_, day) => ({
    ...requests.repayment({ principal: '10', interest: '1', date: addDays('2015-01-16', day) }),
    idempotencyKey: uniqueName('day'),
  }))
  const ids = await stage(test.database, [requests.disbursement({ date: '2015-01-15' })])
  for (let at = 0; at < paid.length; at += 100)
    ids.push(...(await stage(test.database, paid.slice(at, at + 100))))
  // As autovacuum would, had it the time: how a plan is chosen without is not what is counted here.
  await runAsOwner(test, 'ANALYZE')
  const reverse = (database: Database, seq: number, more: object) =>
    stage(database, [requests.reversal(ids[seq - 1] ?? '', more)])
  return { businessId, reverse }
}

/**
 * What is done with it: calls of each of the product's functions, and rows that PostgreSQL reads,
 * of all tables together, since of which it reads more is the planner's choice.
 */
async function workOf(run: (database: Database) => Promise<unknown>): Promise<Map<string, number>> {
  let calls = new Map<string, number>()
  const rows = await rowsOf(test, async (database) => {
    calls = await callsOf(() => run(database))
  })
  return new Map([...calls, ['rows', rows]])
}

/** What grows by more than the loan does. */
function steep(short: ReadonlyMap<string, number>, long: ReadonlyMap<string, number>) {
  return [...long]
    .map(([what, count]) => ({ what, few: short.get(what) ?? 0, count }))
    .filter(
      ({ what, few, count }) => count > FEW && count > (what === 'rows' ? MOST_ROWS : MOST) * few,
    )
}

it('what is done to a loan costs as much per later event however many there are', async () => {
  const works = []
  for (const size of [SHORT, LONG]) {
    const { businessId, reverse } = await loanOf(size)
    works.push({
      reversal: await workOf((database) => reverse(database, 3, {})),
      'reversal dated back': await workOf((database) =>
        reverse(database, 5, { reversalDate: '2015-02-01' }),
      ),
      verify: await workOf(async (database) => {
        expect(await verifyBooks(database, { businessId })).toMatchObject({ proven: true })
      }),
      cascade: await workOf((database) => reverse(database, 1, { cascade: true })),
    })
  }
  const [short, long] = works
  const found = Object.entries(long ?? {}).map(([what, work]) => [
    what,
    steep(short?.[what as keyof typeof short] ?? new Map(), work),
  ])
  expect(Object.fromEntries(found)).toEqual({
    ...{ reversal: [], 'reversal dated back': [], verify: [], cascade: [] },
  })
})
