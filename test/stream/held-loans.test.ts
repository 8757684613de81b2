import type { Client } from 'pg'

import { createBusiness } from '../../src/business/create-business'
import { StageQueue } from '../../src/stream/stage-queue'
import type { StageOutcome, StageRequest } from '../../src/stream/stage-request'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { eventually } from '../support/eventually'
import { holding } from '../support/holding'
import { LoanRequests } from '../support/loan-requests'

const PUSHES = 30
/** Each without the lock and then with it: what the machine does beside meets both. */
const ROUNDS = 5
/** What the delay of a push by somebody else's lock may be at most, beyond what it takes anyway. */
const DELAY_MS = 100

let test: TestDatabase
let [businessId, other] = ['', '']
let queue: StageQueue

beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Held Lender' })
  other = await createBusiness(test.database, { name: 'Other Lender' })
  queue = new StageQueue(test.database)
})
afterAll(() => test.close())

const newLoan = (ofBusiness = businessId) =>
  new LoanRequests({ businessId: ofBusiness, loanId: uniqueName('loan') })

async function disbursedLoan(ofBusiness = businessId): Promise<LoanRequests> {
  const loan = newLoan(ofBusiness)
  await queue.stage(loan.disbursement())
  return loan
}

const holdRow = (client: Client, { ref }: LoanRequests) =>
  client.query('SELECT FROM loan_stream WHERE external_id = $1 FOR UPDATE', [ref.loanId])

const stageInside = (client: Client, request: StageRequest) =>
  client.query('SELECT stage_events($1::jsonb)', [JSON.stringify([request])])

const sequence = (outcome: StageOutcome) =>
  'sequence' in outcome ? outcome.sequence : outcome.code

/** Pushes to loans of both businesses, several at once; the time that nine of ten take at most, in ms. */
async function pushesTake(loans: LoanRequests[]): Promise<number> {
  const times: number[] = []
  for (let push = 0; push < PUSHES; push += 1) {
    const began = performance.now()
    const staged = loans.map(async (loan) => {
      await queue.stage(loan.repayment({ principal: '1' }, { idempotencyKey: uniqueName('key') }))
      times.push(performance.now() - began)
    })
    await Promise.all(staged)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN

/** What somebody may hold that a request needs: takes it, and gives the request. */
const HOLDS: [string, (client: Client) => Promise<StageRequest>][] = [
  [
    'the row of its loan',
    async (client) => {
      const loan = await disbursedLoan()
      await holdRow(client, loan)
      return loan.repayment({ principal: '1' })
    },
  ],
  [
    'the first event of its loan',
    async (client) => {
      const loan = newLoan()
      await stageInside(client, loan.disbursement({ amount: '7' }))
      return loan.disbursement()
    },
  ],
  [
    'its key',
    async (client) => {
      const [loan, first] = [await disbursedLoan(), newLoan()]
      const key = { idempotencyKey: uniqueName('key') }
      await stageInside(client, first.disbursement({}, key))
      return loan.repayment({ principal: '1' }, key)
    },
  ],
  [
    'its customer',
    async (client) => {
      const customerId = uniqueName('C')
      await stageInside(client, newLoan().disbursement({ customerId }))
      return newLoan().disbursement({ customerId })
    },
  ],
]

it.each(HOLDS)('whoever holds %s of a request delays that one only', async (_what, hold) => {
  const loans = [
    await disbursedLoan(),
    await disbursedLoan(),
    await disbursedLoan(other),
    await disbursedLoan(other),
  ]
  await pushesTake(loans)
  const delays: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const alone = await pushesTake(loans)
    await holding(test.url, async (client, release) => {
      const request = await hold(client)
      let isStaged = false
      const held = queue.stage(request).finally(() => (isStaged = true))
      delays.push((await pushesTake(loans)) - alone)
      expect(isStaged).toBe(false)
      await release()
      expect(await held).toMatchObject({ status: 'STAGED' })
    })
  }
  expect(median(delays)).toBeLessThan(DELAY_MS)
})

it('what waits for a held loan keeps its order, also towards what comes later', async () => {
  const loan = await disbursedLoan()
  await holding(test.url, async (client, release) => {
    await holdRow(client, loan)
    const early = loan.repayments(100).map((request) => queue.stage(request))
    await queue.stage((await disbursedLoan()).repayment({ principal: '1' }))
    const late = queue.stage(loan.repayment({ principal: '5' }))
    await release()
    const outcomes = await Promise.all([...early, late])
    expect(outcomes.map(sequence)).toEqual(Array.from({ length: 101 }, (_, place) => place + 2))
  })
})

it('a batch with an event for a held loan has its other events staged at once', async () => {
  const [free, held] = [await disbursedLoan(), await disbursedLoan()]
  await holding(test.url, async (client, release) => {
    await holdRow(client, held)
    const batch = queue.stageTogether([
      free.repayment({ principal: '1' }),
      held.repayment({ principal: '1' }),
      free.repayment({ principal: '2' }),
    ])
    const key = { idempotencyKey: uniqueName('key') }
    await eventually('the others are staged', async () => {
      const outcome = await queue.stage(free.repayment({ principal: '1' }))
      return outcome.status === 'DUPLICATE' ? outcome : undefined
    })
    expect(sequence(await queue.stage(free.repayment({ principal: '3' }, key)))).toBe(4)
    await release()
    expect((await batch).map(sequence)).toEqual([2, 2, 3])
  })
})

it('a loan that is held for too long is busy, and nothing of the request is taken', async () => {
  const impatient = new StageQueue(test.database, { patienceMs: 300 })
  const [loan, free] = [await disbursedLoan(), await disbursedLoan()]
  const request = loan.repayment({ principal: '1' })
  const busy = { code: 'BUSY', status: 503, headers: { 'Retry-After': '1' } }
  await holding(test.url, async (client) => {
    await holdRow(client, loan)
    const [refused, others] = await Promise.all([
      impatient.stage(request).catch((error: unknown) => error),
      Promise.all(free.repayments(20).map((one) => impatient.stage(one))),
    ])
    expect(refused).toMatchObject({
      ...busy,
      message: expect.stringContaining('Nothing') as string,
    })
    expect(others.every(({ status }) => status === 'STAGED')).toBe(true)
    await expect(
      impatient.stageTogether([free.repayment({ principal: '9' }), request]),
    ).rejects.toMatchObject({ ...busy, message: expect.stringContaining('Some') as string })
  })
  expect(sequence(await impatient.stage(request))).toBe(2)
  expect(await impatient.stage(free.repayment({ principal: '9' }))).toMatchObject({
    status: 'DUPLICATE',
  })
})
