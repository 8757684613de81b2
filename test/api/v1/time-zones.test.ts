import { pino } from 'pino'

import { createBusiness } from '../../../src/business/create-business'
import { addDays } from '../../../src/domain/values/calendar'
import { fixedClock } from '../../../src/platform/clock'
import { DueRelay } from '../../../src/stream/due-relay'
import { verifyBooks } from '../../../src/verify/verify-books'
import { eventually } from '../../support/eventually'
import { uniqueName } from '../../support/harness'
import { LoanStack } from '../../support/loan-stack'
import type { Answer } from '../api-under-test'
import { SEVEN_DAYS } from './loans-under-test'
import { startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

/** The evening of the 14th in Honolulu, the 15th in Auckland already. */
const clock = fixedClock('2026-03-15T05:00:00Z')
let stack: LoanStack
let v1: V1UnderTest
let relay: DueRelay

beforeAll(async () => {
  stack = await LoanStack.start({ timers: 'off' }, { lms: { clock } })
  await stack.startWorker()
  v1 = await startV1({ on: stack, clock })
  relay = new DueRelay({
    ...{ database: stack.database, clock, logger: pino({ level: 'silent' }) },
    ...{ tell: (loan) => stack.teller.due(loan), graceMs: 0, perSecond: 100 },
  })
  await relay.stop()
})
afterAll(async () => {
  await v1.close()
  await stack.close()
})

/** A lender somewhere, with a customer. */
async function lenderIn(timeZone: string) {
  const businessId = await createBusiness(stack.database, { name: uniqueName('lender'), timeZone })
  const send = async (path: string, body: object) =>
    v1.api.post(path, body, await v1.tokenOf(businessId))
  const must = async (path: string, body: object): Promise<Answer> => {
    const answer = await send(path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const ada = { firstname: 'Ada', lastname: 'Lovelace', active: true, activationDate: '2026-01-01' }
  const { id: customerId } = await must('/v1/customers', ada)
  const applied = (on: string) => ({
    ...{ customerId, ...SEVEN_DAYS, submittedOnDate: on, expectedDisbursementDate: on },
  })
  return {
    send,
    must,
    get: async (path: string) => v1.api.get(path, await v1.tokenOf(businessId)),
    applied,
    /** A loan of two months that is paid out on a day. */
    async active(on: string): Promise<string> {
      const months = { loanTermFrequency: 2, loanTermFrequencyType: 2, numberOfRepayments: 2 }
      const every = { repaymentEvery: 1, repaymentFrequencyType: 2 }
      const { id } = await must('/v1/loans', { ...applied(on), ...months, ...every })
      await must(`/v1/loans/${id}/approve`, { approvedOnDate: on })
      await must(`/v1/loans/${id}/disburse`, { actualDisbursementDate: on })
      return id as string
    },
  }
}

const accruals = async (loan: string) =>
  stack.database.query<{ day: string }>(
    'accrued',
    `SELECT effective_date || ' ' || status AS day FROM loan_event
     WHERE stream_id = $1::bigint AND kind = 'ACCRUAL' ORDER BY seq`,
    [loan],
  )

async function letItFallDue(): Promise<void> {
  await relay.round()
  await eventually('nothing to be due', async () => {
    const [row] = await stack.database.query<{ open: number }>(
      'still_due',
      `SELECT (SELECT count(*) FROM loan_due WHERE wake_at <= $1 OR attempts > 0)::integer
            + (SELECT count(*) FROM loan_stream WHERE busy)::integer AS open`,
      [clock.now()],
    )
    return row?.open === 0 ? true : undefined
  })
}

interface Place {
  zone: string
  /** What day it is there now. */
  today: string
  /** The first instant of April, and of the day on which a loan of today is late. */
  aprilBegins: string
  lateFrom: string
}

const PLACES: Place[] = [
  {
    // Where the clocks go back on 5 April.
    ...{ zone: 'Pacific/Auckland', today: '2026-03-15' },
    ...{ aprilBegins: '2026-03-31T11:00:00Z', lateFrom: '2026-04-15T12:00:00Z' },
  },
  {
    ...{ zone: 'Pacific/Honolulu', today: '2026-03-14' },
    ...{ aprilBegins: '2026-04-01T10:00:00Z', lateFrom: '2026-04-15T10:00:00Z' },
  },
]

const justBefore = (instant: string) => new Date(Date.parse(instant) - 1_000).toISOString()

it.each(PLACES)('in $zone it is $today: what is after it is refused', async ({ zone, today }) => {
  const tomorrow = addDays(today, 1)
  const lender = await lenderIn(zone)
  const early = await lender.send('/v1/loans', lender.applied(tomorrow))
  expect([early.status, early.body.message]).toEqual([403, expect.stringContaining('future')])
  const loan = await lender.active(today)
  const paying = (transactionDate: string) => ({ transactionDate, transactionAmount: 1000 })
  for (const dryRun of [true, false]) {
    const late = await lender.send(`/v1/loans/${loan}/repayments`, { ...paying(tomorrow), dryRun })
    expect([late.status, late.body.message]).toEqual([
      403,
      'lms: status=403 code="error.msg.loan.transaction.cannot.be.a.future.date": The transaction date cannot be in the future.',
    ])
  }
  const paid = await lender.must(`/v1/loans/${loan}/repayments`, paying(today))
  const reversed = await lender.must(`/v1/loans/${loan}/repayments/${paid.id}/reverse`, {})
  expect(reversed).toMatchObject({ reversed: true, reversedOn: today })
})

it('a month’s end is booked at midnight of each place, and a day is late from its own midnight', async () => {
  const lent = await Promise.all(
    PLACES.map(async (place) => {
      const lender = await lenderIn(place.zone)
      return { ...place, lender, loan: await lender.active(place.today) }
    }),
  )
  for (const { lender, loan, aprilBegins } of lent) {
    clock.set(justBefore(aprilBegins))
    await letItFallDue()
    // Whoever commands it in the last second of the month meets the day that the API goes by.
    await lender.must(`/v1/loans/${loan}/charges`, {
      ...{ name: 'Letter', amount: 10, chargeTimeType: 2, dueDate: '2026-05-10' },
    })
    expect(await accruals(loan)).toEqual([])
    clock.set(aprilBegins)
    await letItFallDue()
    expect(await accruals(loan)).toEqual([{ day: '2026-03-31 POSTED' }])
  }
  for (const { lender, loan, lateFrom } of lent.toReversed()) {
    const late = async () => (await lender.get(`/v1/loans/${loan}`)).body.daysOverdue
    clock.set(justBefore(lateFrom))
    expect(await late()).toBe(0)
    clock.set(lateFrom)
    expect(await late()).toBe(1)
  }
})

it('the books of all of them hold', async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
})
