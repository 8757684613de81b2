import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { createBusiness } from '../../src/business/create-business'
import { addDays } from '../../src/domain/values/calendar'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { settleLoan } from '../../src/steps/settle'
import { StageQueue } from '../../src/stream/stage-queue'
import type { Staged, StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'

const SHORT = 150
const LONG = 1_200
/** Where each later event costs the same the longer loan takes 8 times as long; squared, 64 times. */
const MOST = 24

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

/** A loan that was repaid every day; its events' ids, in order. */
async function loanOf(size: number) {
  const businessId = await createBusiness(test.database, { name: uniqueName('lender') })
  const requests = new LoanRequests({ businessId, loanId: uniqueName('loan') })
  const queue = new StageQueue(test.database)
  const lms = embeddedLms(test.database)
  const accounting = new EmbeddedAccounting(test.database)
  const stage = async (staged: StageRequest[]): Promise<string[]> => {
    const outcomes = await queue.stageTogether(staged)
    await settleLoan(lms, accounting, requests.ref)
    return outcomes.map((outcome) => (outcome as Staged).eventId)
  }
  const paid = Array.from({ length: size - 1 }, (_, day) => ({
    ...requests.repayment({ principal: '10', interest: '1', date: addDays('2015-01-16', day) }),
    idempotencyKey: uniqueName('day'),
  }))
  const ids = await stage([requests.disbursement({ date: '2015-01-15' })])
  for (let at = 0; at < paid.length; at += 100) ids.push(...(await stage(paid.slice(at, at + 100))))
  const reverse = (seq: number, more: object) =>
    stage([requests.reversal(ids[seq - 1] ?? '', more)])
  return { businessId, reverse }
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return (performance.now() - started) / 1000
}

it('what is done to a loan costs as much per later event however many there are', async () => {
  const costs = []
  for (const size of [SHORT, LONG]) {
    const { businessId, reverse } = await loanOf(size)
    costs.push({
      reversal: await secondsOf(() => reverse(3, {})),
      'reversal dated back': await secondsOf(() => reverse(5, { reversalDate: '2015-02-01' })),
      verify: await secondsOf(async () => {
        expect(await verifyBooks(test.database, { businessId })).toMatchObject({ proven: true })
      }),
      cascade: await secondsOf(() => reverse(1, { cascade: true })),
    })
  }
  const [short, long] = costs
  for (const [what, seconds] of Object.entries(long ?? {})) {
    const ratio = seconds / (short?.[what as keyof typeof short] ?? 0)
    expect({ what, isFlat: ratio < MOST, ratio: ratio < MOST ? 0 : ratio }).toMatchObject({
      isFlat: true,
    })
  }
})
