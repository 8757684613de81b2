import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import {
  disbursement,
  earlySettlement,
  newLoanId,
  PUSH,
  repayment,
  revenueReport,
} from './requests'

const WAIT = { Prefer: 'wait=30' }

let stack: LoanStack
let api: ApiUnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  api = await startApiUnderTest({ on: stack })
})
afterAll(async () => {
  await api.close()
  await stack.close()
})

it('a disbursement is answered with its invoice and its entry', async () => {
  const loanId = newLoanId()
  const { body } = await api.post(PUSH.disbursement, disbursement({ loanId }), WAIT)
  const { eventId } = body
  expect(body).toMatchObject({
    success: true,
    staging: { status: 'STAGED', sequence: 1 },
    warnings: [],
  })
  expect(body.push).toEqual({
    status: 'POSTED',
    postedAt: expect.stringMatching(/Z$/) as unknown,
    error: null,
    invoices: [
      {
        number: `${loanId}-1`,
        type: 'DISBURSEMENT',
        date: '2026-01-15',
        amount: 1000000,
        open: 1000000,
        status: 'OPEN',
        lines: [
          { description: 'Principal receivable', account: '1101', amount: 1000000 },
          { description: 'Bank disbursement', account: '1001', amount: -970500 },
          { description: 'Admin fee', account: '4102', amount: -25000 },
          { description: 'VAT on admin fee', account: '2101', amount: -4500 },
        ],
        allocations: [],
      },
    ],
    journalEntries: [
      {
        id: `${loanId}-J1`,
        date: '2026-01-15',
        recordedAt: expect.stringMatching(/Z$/) as unknown,
        eventId,
        causedBy: eventId,
        description: expect.any(String) as unknown,
        reverses: null,
        lines: [
          { account: '1101', debit: 1000000, credit: 0 },
          { account: '1001', debit: 0, credit: 970500 },
          { account: '4102', debit: 0, credit: 25000 },
          { account: '2101', debit: 0, credit: 4500 },
        ],
      },
    ],
  })
  const { body: event } = await api.get(`/lms-integration/events/${eventId}`)
  expect(event).toEqual({
    ...body,
    sequence: 1,
    effectiveDate: '2026-01-15',
    reversedBy: null,
    payload: {
      customerId: 'C-1',
      loanAmount: 1000000,
      adminFee: 25000,
      vatOnAdminFee: 4500,
      disbursementDate: '2026-01-15',
      vat: 4500,
      vatRate: '0.18',
    },
  })
})

it('a loan is shown with its balances, its invoices and what paid them', async () => {
  const loanId = newLoanId()
  const sent = [
    await api.post(PUSH.disbursement, disbursement({ loanId })),
    await api.post(PUSH.revenueReport, revenueReport({ loanId })),
    await api.post(PUSH.repayment, repayment({ loanId, repaymentInterest: 10000.25 }), WAIT),
  ]
  const [disbursed, reported, repaid] = sent.map(({ body }) => body.eventId as string)
  expect(sent[2]?.body.push).toMatchObject({
    status: 'POSTED',
    invoices: [{ number: `${loanId}-1` }, { number: `${loanId}-2` }],
  })
  const { body } = await api.get(`/lms-integration/loans/${loanId}`)
  expect(body).toMatchObject({
    loanId,
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    customer: 'LMS-C-1',
    status: 'Active',
    currency: 'TZS',
    principalOutstanding: 920000,
    interestOutstanding: 19999.75,
    creditBalance: 0,
    invoices: [
      {
        type: 'DISBURSEMENT',
        open: 920000,
        allocations: [{ eventId: repaid, date: '2026-02-15', amount: 80000 }],
      },
      {
        type: 'INTEREST',
        date: '2026-01-31',
        amount: 30000,
        open: 19999.75,
        allocations: [{ eventId: repaid, date: '2026-02-15', amount: 10000.25 }],
      },
    ],
    events: [
      {
        eventId: repaid,
        sequence: 3,
        type: 'REPAYMENT',
        status: 'POSTED',
        payload: { repaymentPrincipal: 80000, repaymentInterest: 10000.25, feeAmount: 500.5 },
      },
      { eventId: reported, sequence: 2, type: 'REVENUE_REPORT', status: 'POSTED' },
      { eventId: disbursed, sequence: 1, type: 'DISBURSEMENT', status: 'POSTED' },
    ],
  })
})

it('an event shows what it paid of an invoice, its own invoice and the loan all that paid it', async () => {
  const loanId = newLoanId()
  const disbursed = await api.post(PUSH.disbursement, disbursement({ loanId }))
  const paid = async (key: string) => {
    const request = repayment({ loanId, repaymentInterest: 0 })
    const { body } = await api.post(PUSH.repayment, request, { ...WAIT, 'Idempotency-Key': key })
    return body
  }
  const [first, second] = [await paid(`${loanId}/1`), await paid(`${loanId}/2`)]
  const by = ({ eventId }: { eventId: unknown }) => ({ eventId, date: '2026-02-15', amount: 80000 })

  expect(second.push.invoices).toMatchObject([{ open: 840000, allocations: [by(second)] }])
  const { body: own } = await api.get(`/lms-integration/events/${disbursed.body.eventId}`)
  const { body: loan } = await api.get(`/lms-integration/loans/${loanId}`)
  const all = [{ open: 840000, allocations: [by(first), by(second)] }]
  expect(own.push.invoices).toMatchObject(all)
  expect(loan.invoices).toMatchObject(all)
})

it('an event that a rule refuses is no success for whoever waited', async () => {
  const loanId = newLoanId()
  await api.post(PUSH.disbursement, disbursement({ loanId }))
  const short = earlySettlement({ loanId, repaymentEarlySettlementPrincipal: 1 })
  const { status, body } = await api.post(PUSH.earlySettlement, short, WAIT)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    success: false,
    eventId: expect.any(String) as unknown,
    error: { code: 'SETTLEMENT_SHORT', fields: [] },
    staging: { status: 'STAGED', sequence: 2 },
    push: { status: 'FAILED', postedAt: null, invoices: [], error: { code: 'SETTLEMENT_SHORT' } },
  })
  const { body: event } = await api.get(`/lms-integration/events/${body.eventId}`)
  expect(event).toMatchObject({ success: true, push: { status: 'FAILED' } })
})

it('a loan that is paid in full, and more, is shown as overpaid', async () => {
  const loanId = newLoanId()
  const largest = '1000000000000'
  await api.post(
    PUSH.disbursement,
    disbursement({ loanId, loanAmount: '0.07', adminFee: 0, vatOnAdminFee: 0 }),
  )
  for (const key of 'abcdefghijkl') {
    const paid = repayment({ loanId, repaymentPrincipal: largest, repaymentInterest: '0.01' })
    await api.post(PUSH.repayment, paid, { ...WAIT, 'Idempotency-Key': loanId + key })
  }
  const answer = await fetch(`${api.url}/lms-integration/loans/${loanId}`, {
    headers: { 'X-LMS-API-Key': api.key },
  })
  // More digits than a float holds.
  expect(await answer.text()).toContain(
    '"status":"Overpaid","currency":"TZS","principalOutstanding":0,"interestOutstanding":0,"creditBalance":12000000000000.05,',
  )
})

it('a loan shows its newest events first, as many as are asked for, and leads on to older ones', async () => {
  const loanId = newLoanId()
  await api.post(PUSH.disbursement, disbursement({ loanId }), WAIT)
  for (const repaymentPrincipal of [10, 20, 30]) {
    await api.post(PUSH.repayment, repayment({ loanId, repaymentPrincipal }), WAIT)
  }
  const shown = async (query: string) => {
    const { body } = await api.get(`/lms-integration/loans/${loanId}${query}`)
    expect(body.eventCount).toBe(4)
    return (body.events as { sequence: number }[]).map(({ sequence }) => sequence)
  }
  expect(await shown('')).toEqual([4, 3, 2, 1])
  expect(await shown('?events=2')).toEqual([4, 3])
  expect(await shown('?events=2&eventsBefore=3')).toEqual([2, 1])
  const refused = await api.get(`/lms-integration/loans/${loanId}?events=0`)
  expect(refused.status).toBe(400)
  expect(refused.body.error.fields).toMatchObject([{ field: 'events' }])
})

it('whoever waits hears that an entry is booked later than its own day', async () => {
  const loanId = newLoanId()
  await api.post(PUSH.disbursement, disbursement({ loanId }), WAIT)
  await api.post(PUSH.revenueReport, revenueReport({ loanId, revenueMonth: '2026-03' }), WAIT)
  const early = repayment({ loanId, repaymentPrincipal: 0, repaymentInterest: 100 })
  const { body } = await api.post(PUSH.repayment, early, WAIT)
  expect(body.push.journalEntries).toHaveLength(2)
  expect(body.warnings).toEqual([
    'What cannot stand in the books on its own day is booked later: 2026-03-31.',
  ])
})
