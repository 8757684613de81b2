import { setTimeout as sleep } from 'node:timers/promises'

import { historyToJSON } from '@temporalio/common/lib/proto-utils'

import { AccountingClient } from '../../../src/accounting/http/accounting-client'
import { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import { randomFrom } from '../../../src/demo/random'
import type { Random } from '../../../src/demo/random'
import { fixedClock } from '../../../src/platform/clock'
import { verifyBooks } from '../../../src/verify/verify-books'
import { startApiUnderTest } from '../../api/api-under-test'
import type { ApiUnderTest } from '../../api/api-under-test'
import { startV1 } from '../../api/v1/v1-under-test'
import type { V1UnderTest } from '../../api/v1/v1-under-test'
import { SEVEN_DAYS } from '../../api/v1/loans-under-test'
import { eventually } from '../../support/eventually'
import { LoanStack } from '../../support/loan-stack'
import type { TestWorker } from '../../support/loan-stack'
import { TestLoan } from '../../support/test-loan'
import { eventsOf } from './books-there'
import { FaultyWire } from './faulty-wire'
import type { Outage } from './faulty-wire'

const SEED = 20_261_126
/** How a loan's life ends, in turn. */
const ENDS: readonly ([string, object] | null)[] = [
  null,
  ['repayments', { transactionDate: '2026-03-14', transactionAmount: 20_000 }],
  ['write-off', { transactionDate: '2026-03-15' }],
  ['undo-disbursal', {}],
]
const NO_WAIT = { Prefer: 'wait=0' }
const BORROWER = 'Neema Mwakatobe'

const clock = fixedClock('2026-03-15T12:00:00Z')
let books: LoanStack
let api: ApiUnderTest
let wire: FaultyWire
let wireUrl: string
let lms: LoanStack
let v1: V1UnderTest
let worker: TestWorker
let bookkeeper: TestWorker

beforeAll(async () => {
  books = await LoanStack.start({}, { lms: { clock } })
  bookkeeper = await books.startWorker()
  api = await startApiUnderTest({ on: books, clock })
  wire = new FaultyWire(api.url, randomFrom(SEED), 20)
  wireUrl = await wire.listen()
  lms = await LoanStack.start({ accounting: 'http' }, { lms: { clock } })
  worker = await startLmsWorker()
  v1 = await startV1({ on: lms, clock, booksElsewhere: true, takesLoanEvents: true })
})
afterAll(async () => {
  await v1.close()
  await lms.close()
  await wire.close()
  await api.close()
  await books.close()
})

function startLmsWorker(): Promise<TestWorker> {
  const options = { url: wireUrl, apiKey: api.key, timeoutSeconds: 20, leaveAloneMs: 1_500 }
  const gateway = new HttpAccounting(lms.database, new AccountingClient(options))
  return lms.startWorker({ accounting: () => gateway, tuning: { shutdownGraceTime: '1s' } })
}

/** Nobody waits for an outcome: each command is staged behind the one before. */
async function live(
  customerId: string,
  random: Random,
  end: [command: string, fields: object] | null,
): Promise<string> {
  const application = { customerId, ...SEVEN_DAYS, expectedDisbursementDate: '2026-03-01' }
  const { body } = await v1.post(
    '/v1/loans',
    { ...application, submittedOnDate: '2026-03-01' },
    NO_WAIT,
  )
  const loan = body.loanId as string
  const send = async (command: string, fields: object) => {
    const { status, body: answer } = await v1.post(`/v1/loans/${loan}/${command}`, fields, NO_WAIT)
    if (status >= 500) throw new Error(`${command}: ${JSON.stringify(answer)}`)
    await sleep(random.between(0, 100))
  }
  const day = (least: number) => `2026-03-${random.between(least, 15)}`
  const amount = (most: number) => ({ transactionAmount: random.between(1, most) })
  await send('approve', { approvedOnDate: '2026-03-01' })
  await send('disburse', { actualDisbursementDate: '2026-03-01' })
  await send('charges', { name: 'Letter', amount: 50, chargeTimeType: 2, dueDate: day(10) })
  for (let turn = 0; turn < 3; turn += 1) {
    await send('repayments', { transactionDate: day(10), ...amount(4_000) })
    if (random.percent(40))
      await send('waive-interest', { transactionDate: day(10), ...amount(90) })
  }
  if (end !== null) await send(...end)
  return loan
}

interface Transaction {
  id: string
  type: string
  reversed: boolean
}

/** The first payment that stands, if there is one by now. */
async function reverse(loan: string): Promise<void> {
  const { body } = await v1.get(`/v1/loans/${loan}`)
  const { transactions = [] } = body as { transactions?: Transaction[] }
  const [paid] = transactions.filter(({ type, reversed }) => type === 'Repayment' && !reversed)
  if (paid !== undefined) {
    await v1.post(`/v1/loans/${loan}/repayments/${paid.id}/reverse`, {}, NO_WAIT)
  }
}

async function meet(outage: Outage): Promise<void> {
  const before = wire.met[outage]
  wire.outage = outage
  await eventually(outage, () => (wire.met[outage] >= before + 6 ? true : undefined))
  wire.outage = null
}

async function allSettled(): Promise<void> {
  let open = 1
  while (open > 0) {
    await sleep(250)
    const [row] = await lms.database.query<{ open: number }>(
      'test_open',
      `SELECT count(*)::int AS open FROM loan_event WHERE status = 'STAGED'`,
    )
    open = row?.open ?? 0
  }
}

async function customer(): Promise<string> {
  const [firstname, lastname] = BORROWER.split(' ')
  const person = { firstname, lastname, active: true, activationDate: '2026-01-02' }
  const { body } = await v1.post('/v1/customers', person)
  return body.id as string
}

describe('an LMS of its own loans and an Accounting with a faulty wire between them', () => {
  let refs: { loanId: string }[] = []

  it('end with equal books, whatever the wire and the workers did', async () => {
    const random = randomFrom(SEED)
    const borrower = await customer()
    const business = Promise.all(
      ENDS.map((end) => live(borrower, randomFrom(random.between(1, 2 ** 30)), end)),
    )
    await eventually('the first postings', () => wire.passed >= ENDS.length || undefined)
    await worker.stop()
    worker = await startLmsWorker()
    await meet('CUT_BEFORE')
    await bookkeeper.stop()
    bookkeeper = await books.startWorker()
    const loans = await business
    await meet('FAILED_BEFORE')
    await allSettled()
    for (const loan of loans) await reverse(loan)
    await allSettled()

    refs = await lms.database.query('test_refs', 'SELECT external_id AS "loanId" FROM loan_stream')
    expect(refs).toHaveLength(ENDS.length)
    const all: string[] = []
    for (const { loanId } of refs) {
      const here = await eventsOf(lms.database, { businessId: v1.api.businessId, loanId })
      // Each that stands is there once, in the same order, and came to the same.
      const told = here.filter((event) => !event.includes('FAILED'))
      const refThere = { businessId: api.businessId, loanId }
      expect(await eventsOf(api.database, refThere)).toEqual(told)
      expect(await standing(api.database, refThere)).toEqual(
        await standing(lms.database, { businessId: v1.api.businessId, loanId }),
      )
      all.push(...told)
    }
    expect(all.length).toBeGreaterThan(ENDS.length * 5)
    expect(all.some((event) => event.startsWith('REVERSAL'))).toBe(true)
    expect(all.filter((event) => event.includes('PARKED'))).toEqual([])
  })

  it('are both proven by verify', async () => {
    const here = await verifyBooks(lms.database, { clock })
    expect(here.differences.items).toEqual([])
    expect(here).toMatchObject({ proven: true, loans: ENDS.length, entries: 0, waiting: 0 })
    const there = await verifyBooks(books.database, { clock })
    expect(there.differences.items).toEqual([])
    expect(there).toMatchObject({
      proven: true,
      loans: ENDS.length,
      bookedElsewhere: 0,
      waiting: 0,
    })
    expect(there.behind.items).toEqual([])
    expect(there.entries).toBeGreaterThan(ENDS.length * 2)
  })

  it('keep names out of Temporal', async () => {
    for (const stack of [lms, books]) {
      const businessId = stack === lms ? v1.api.businessId : api.businessId
      const loan = new TestLoan(stack, { businessId, loanId: refs[0]?.loanId ?? '' })
      const events = await loan.history()
      const texts = historyToJSON({ events }).matchAll(/"data": ?"([^"]+)"/g)
      const said = [...texts].map(([, text = '']) => Buffer.from(text, 'base64').toString()).join()
      expect(said).toContain(loan.ref.loanId)
      expect(said).not.toContain(BORROWER.split(' ')[0])
    }
  })
})

/** The loan's own figures: what its borrower owes. */
async function standing(
  database: LoanStack['database'],
  { businessId, loanId }: { businessId: string; loanId: string },
) {
  const [row] = await database.query(
    'test_standing_figures',
    `SELECT to_jsonb(l) - '{stream_id,business_id,seq,next_transaction}'::text[] AS loan
     FROM loan l JOIN loan_stream s ON s.id = l.stream_id WHERE s.business_id = $1 AND s.external_id = $2`,
    [businessId, loanId],
  )
  return row
}
