import { setTimeout as sleep } from 'node:timers/promises'

import { historyToJSON } from '@temporalio/common/lib/proto-utils'

import { AccountingClient } from '../../../src/accounting/http/accounting-client'
import { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import { randomFrom } from '../../../src/demo/random'
import type { Random } from '../../../src/demo/random'
import type { PushedRequest } from '../../../src/stream/stage-request'
import { verifyBooks } from '../../../src/verify/verify-books'
import { startApiUnderTest } from '../../api/api-under-test'
import type { ApiUnderTest } from '../../api/api-under-test'
import { disbursement, PUSH } from '../../api/requests'
import { eventually } from '../../support/eventually'
import { uniqueName } from '../../support/harness'
import { LoanStack } from '../../support/loan-stack'
import type { TestWorker } from '../../support/loan-stack'
import type { TestLoan } from '../../support/test-loan'
import { FaultyWire } from './faulty-wire'
import type { Outage } from './faulty-wire'

const SEED = 20_251_122
const LOANS = 20
const FAULTS_PERCENT = 20
/** No other fee is as high. */
const REFUSED_FEE = '66600'
const BORROWER = 'Neema Mwakatobe'

interface Told {
  kind: string
  status: string
  remoteEventId: string
}

let books: LoanStack
let api: ApiUnderTest
let wire: FaultyWire
let wireUrl: string
let lms: LoanStack
let worker: TestWorker

beforeAll(async () => {
  books = await LoanStack.start()
  await books.startWorker({
    rule: ({ payload }) =>
      'fee' in payload && payload.fee === REFUSED_FEE
        ? { code: 'PERIOD_LOCKED', message: 'The period is locked.' }
        : null,
  })
  api = await startApiUnderTest({ on: books })
  wire = new FaultyWire(api.url, randomFrom(SEED), FAULTS_PERCENT)
  wireUrl = await wire.listen()
  lms = await LoanStack.start({ accounting: 'http' })
  worker = await startLmsWorker()
})
afterAll(async () => {
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

/** A loan's life, each event staged behind the one before; nobody waits for an outcome. */
async function live(loan: TestLoan, random: Random): Promise<void> {
  const ids: string[] = []
  const send = async (request: PushedRequest) => {
    const outcome = await loan.submit({ ...request, idempotencyKey: uniqueName('key') })
    if (outcome.status !== 'REFUSED') ids.push(outcome.eventId)
    await sleep(random.between(0, 150))
  }
  const major = (least: number, most: number) => `${random.between(least, most)}00`
  await send(
    loan.disbursement(
      { amount: major(20_000, 50_000), adminFee: '25000', vat: '4500' },
      { customerName: BORROWER },
    ),
  )
  for (let month = 1; month <= 4; month += 1) {
    const date = `2025-0${month + 1}-1${random.between(0, 9)}`
    await send(loan.revenue({ month: `2025-0${month}`, amount: major(200, 900) }))
    await send(loan.repayment({ date, principal: major(0, 2_000), interest: major(100, 900) }))
    if (random.percent(20)) {
      await send(
        loan.repayment({ date, principal: '100', fee: REFUSED_FEE, feeName: 'Fee of Neema' }),
      )
    }
    if (random.percent(10)) await send(loan.repayment({ date: '2026-05-01', interest: '700' }))
    if (random.percent(10)) await send(loan.settlement({ date, principal: '1', interest: '0' }))
    if (random.percent(30)) await send(loan.creditRefund({ date, amount: major(1, 200) }))
    if (random.percent(20)) {
      const target = ids[random.between(1, ids.length - 1)] ?? ''
      await send(loan.reversal(target, { reason: 'sent by mistake' }))
    }
  }
  if (random.percent(30)) {
    await send(loan.settlement({ date: '2025-08-01', principal: '6000000', interest: '0' }))
  }
  if (random.percent(20)) await send(loan.writeOff({ date: '2025-08-02' }))
  if (random.percent(10)) await send(loan.reversal(ids[0] ?? '', { cascade: true }))
}

/** Looks seldom: a hundred looks a second would be most of the work. */
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

/** Lasts until enough requests have met it that the LMS leaves the other side alone. */
async function meet(outage: Outage): Promise<void> {
  const before = wire.met[outage]
  wire.outage = outage
  await eventually(outage, () => (wire.met[outage] >= before + 6 ? true : undefined))
  wire.outage = null
}

/** The events that were posted, as the LMS has them, by the ids they have in Accounting. */
function told({ ref }: TestLoan): Promise<Told[]> {
  return lms.database.query<Told>(
    'test_told',
    `SELECT e.kind, e.status, x.remote_event_id AS "remoteEventId"
     FROM external_posting x JOIN loan_event e ON e.id = x.event_id JOIN loan_stream s ON s.id = e.stream_id
     WHERE s.business_id = $1 AND s.external_id = $2 AND x.remote_event_id IS NOT NULL ORDER BY e.seq`,
    [ref.businessId, ref.loanId],
  )
}

async function figures({ ref }: TestLoan): Promise<object> {
  const [row] = await lms.database.query<Record<string, string>>(
    'test_lms_figures',
    `SELECT l.status, l.principal_outstanding::text AS principal, l.interest_outstanding::text AS interest,
            l.credit_balance::text AS credit
     FROM loan l JOIN loan_stream s ON s.id = l.stream_id WHERE s.business_id = $1 AND s.external_id = $2`,
    [ref.businessId, ref.loanId],
  )
  return row ?? {}
}

async function thereOf({ ref }: TestLoan): Promise<{ figures: object; events: Told[] }> {
  const { body } = await api.get(`/lms-integration/loans/${ref.loanId}`)
  const minor = (amount: number) => String(Math.round(amount * 100))
  return {
    figures: {
      status: body.status as string,
      principal: minor(body.principalOutstanding as number),
      interest: minor(body.interestOutstanding as number),
      credit: minor(body.creditBalance as number),
    },
    events: (body.events as { eventId: string; type: string; status: string }[])
      .toReversed()
      .map(({ eventId, type, status }) => ({ kind: type, status, remoteEventId: eventId })),
  }
}

describe('an LMS and an Accounting with a faulty wire between them', () => {
  const loans: TestLoan[] = []

  it('end an hour of business with equal books, whatever the wire did', async () => {
    const random = randomFrom(SEED)
    loans.push(...Array.from({ length: LOANS }, () => lms.loan()))
    const business = Promise.all(
      loans.map((loan) => live(loan, randomFrom(random.between(1, 2 ** 30)))),
    )
    await eventually('the first postings', () => wire.passed >= LOANS || undefined)
    await meet('UNAUTHORIZED')
    await worker.stop()
    worker = await startLmsWorker()
    await meet('CUT_BEFORE')
    await business
    await meet('FAILED_BEFORE')
    await allSettled()
    const events = (await Promise.all(loans.map((loan) => loan.events()))).flat()
    expect(events.length).toBeGreaterThan(LOANS * 10)
    expect(events.filter(({ status }) => status === 'PARKED')).toEqual([])

    for (const loan of loans) {
      const there = await thereOf(loan)
      expect(there.figures).toEqual(await figures(loan))
      // Each event is there once, in the same order, and came to the same.
      expect(there.events).toEqual(await told(loan))
    }
    const codes = new Set(events.map(({ code }) => code))
    expect([...codes]).toEqual(
      expect.arrayContaining(['PERIOD_LOCKED', 'DATE_IN_FUTURE', 'SETTLEMENT_SHORT']),
    )
    expect(events.some(({ status }) => status === 'REVERSED')).toBe(true)
    expect(Object.entries(wire.met).filter(([, count]) => count === 0)).toEqual([])
  })

  it('are both proven by verify', async () => {
    const here = await verifyBooks(lms.database)
    expect(here).toMatchObject({ proven: true, loans: LOANS, bookedElsewhere: LOANS, entries: 0 })
    expect(here.differences.items).toEqual([])
    const there = await verifyBooks(books.database)
    expect(there.differences.items).toEqual([])
    expect(there).toMatchObject({ proven: true, loans: LOANS, bookedElsewhere: 0, waiting: 0 })
    expect(there.entries).toBeGreaterThan(LOANS * 5)
  })

  it('keep names out of Temporal', async () => {
    const [loan] = loans
    const events = (await loan?.history()) ?? []
    const texts = historyToJSON({ events }).matchAll(/"data": ?"([^"]+)"/g)
    const said = [...texts].map(([, text = '']) => Buffer.from(text, 'base64').toString()).join()
    expect(said).toContain(loan?.ref.loanId)
    expect(said).not.toContain(BORROWER)
  })

  it('fail what the Accounting refuses because another was there first', async () => {
    wire.faults = 0
    const loan = lms.loan()
    const { loanId } = loan.ref
    const body = disbursement({ loanId, customerId: 'C-other' })
    await api.post(PUSH.disbursement, body, { Prefer: 'wait=30' })
    await loan.submit(loan.disbursement())
    await loan.submit(loan.repayment({ principal: '500' }))
    await loan.settled(2)
    expect(await loan.outcomes()).toEqual(['FAILED ALREADY_DISBURSED', 'FAILED ORDER_VIOLATION'])
    expect((await thereOf(loan)).events).toHaveLength(1)
  })

  it('fail an event of a customer who is another one there', async () => {
    const loan = lms.loan()
    const { loanId } = loan.ref
    await loan.submit(loan.disbursement())
    await loan.settled(1)
    const [{ remoteEventId } = { remoteEventId: '' }] = await told(loan)
    const wait = { Prefer: 'wait=30' }
    const undo = { loanId, eventId: remoteEventId, reason: 'Another customer', cascade: true }
    await api.post('/lms-integration/reversal', undo, wait)
    await api.post(PUSH.disbursement, disbursement({ loanId, customerId: 'C-other' }), wait)
    await loan.submit(loan.repayment({ principal: '500' }))
    await eventually('the refusal', async () => {
      const [, second] = await loan.outcomes()
      return second === 'STAGED' ? undefined : second
    })
    expect(await loan.outcomes()).toEqual(['POSTED', 'FAILED CUSTOMER_MISMATCH'])
    expect(await figures(loan)).toMatchObject({ principal: '2500000' })
  })
})
