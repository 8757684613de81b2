import { verifyBooks } from '../../src/verify/verify-books'
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

const CORRECTION = '/lms-integration/correction'
const WAIT = { Prefer: 'wait=20' }

let stack: LoanStack
let api: ApiUnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  api = await startApiUnderTest({ on: stack })
})
afterAll(async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
  await api.close()
  await stack.close()
})

async function pushed(path: string, body: object): Promise<string> {
  const answer = await api.post(path, body, WAIT)
  expect(answer.body.push.status).toBe('POSTED')
  return answer.body.eventId as string
}

/** A loan with a disbursement and a repayment of 80,000 and 30,000; the ids in that order. */
async function loanWithPayment() {
  const loanId = newLoanId()
  const ids = [
    await pushed(PUSH.disbursement, disbursement({ loanId })),
    await pushed(PUSH.repayment, repayment({ loanId })),
  ] as const
  return { loanId, ids }
}

const loanOf = async (loanId: string) => (await api.get(`/lms-integration/loans/${loanId}`)).body

const correction = (loanId: string, eventId: string, event: object, given: object = {}) => ({
  ...{ loanId, eventId, reason: 'Misread', event },
  ...given,
})

const right = { repaymentPrincipal: 70000, repaymentInterest: 0, repaymentDate: '2026-02-15' }

it('answers the right event with the reversal of the wrong one', async () => {
  const { loanId, ids } = await loanWithPayment()
  const { body } = await api.post(CORRECTION, correction(loanId, ids[1], right), WAIT)
  expect(body).toMatchObject({
    success: true,
    loanId,
    type: 'REPAYMENT',
    staging: { status: 'STAGED', sequence: 4 },
    push: { status: 'POSTED' },
    reversal: { sequence: 3, status: 'POSTED' },
  })
  const loan = await loanOf(loanId)
  expect(loan).toMatchObject({ principalOutstanding: 930000 })
  expect(loan.events.map(({ status }: { status: string }) => status)).toEqual([
    'POSTED',
    'POSTED',
    'REVERSED',
    'POSTED',
  ])
  const again = await api.post(CORRECTION, correction(loanId, ids[1], right))
  expect(again.body).toMatchObject({
    eventId: body.eventId as string,
    staging: { status: 'DUPLICATE' },
    reversal: { eventId: body.reversal.eventId as string, status: 'POSTED' },
  })
  const { body: event } = await api.get(`/lms-integration/events/${body.eventId as string}`)
  expect(event.reversal).toEqual(body.reversal)
})

it('changes the kind where the right event names it', async () => {
  const { loanId, ids } = await loanWithPayment()
  const event = {
    type: 'early-settlement',
    repaymentEarlySettlementPrincipal: 1000000,
    repaymentEarlySettlementInterest: 0,
    repaymentEarlySettlementDate: '2026-02-15',
  }
  const { body } = await api.post(CORRECTION, correction(loanId, ids[1], event), WAIT)
  expect(body).toMatchObject({ success: true, type: 'EARLY_SETTLEMENT' })
  expect(await loanOf(loanId)).toMatchObject({ status: 'Closed (obligations met)' })
})

it('corrects a disbursement that nothing stands on, and no other', async () => {
  const loanId = newLoanId()
  const lent = await pushed(PUSH.disbursement, disbursement({ loanId }))
  const event = { loanAmount: 500000, adminFee: 0, disbursementDate: '2026-01-16' }
  const first = await api.post(CORRECTION, correction(loanId, lent, event), WAIT)
  expect(first.body.success).toBe(true)
  await pushed(PUSH.revenueReport, revenueReport({ loanId }))
  const second = await api.post(
    CORRECTION,
    correction(loanId, first.body.eventId as string, { ...event, loanAmount: 600000 }),
    WAIT,
  )
  expect(second.body).toMatchObject({
    success: false,
    error: { code: 'REVERSAL_BLOCKED' },
    reversal: { status: 'FAILED' },
  })
  expect(await loanOf(loanId)).toMatchObject({ principalOutstanding: 500000 })
})

it('posts neither where the right event would be refused', async () => {
  const { loanId, ids } = await loanWithPayment()
  const short = { ...earlySettlement(), type: 'early-settlement' }
  const {
    customerId,
    customerName,
    loanId: none,
    ...event
  } = {
    ...short,
    repaymentEarlySettlementPrincipal: 5,
  } as Record<string, unknown>
  const before = await loanOf(loanId)
  const { body } = await api.post(CORRECTION, correction(loanId, ids[1], event), WAIT)
  expect(body).toMatchObject({
    success: false,
    error: { code: 'CORRECTION_FAILED' },
    reversal: { status: 'FAILED' },
  })
  expect(body.error.message).toContain('SETTLEMENT_SHORT')
  expect(await loanOf(loanId)).toMatchObject({
    principalOutstanding: before.principalOutstanding as number,
  })
  expect([customerId, customerName, none]).toEqual(['C-1', 'Asha Mwakyusa', 'LN-0'])
})

it('tells in a dry run what it would come to, and changes nothing', async () => {
  const { loanId, ids } = await loanWithPayment()
  const before = await loanOf(loanId)
  const asked = correction(loanId, ids[1], right, { dryRun: true })
  const { body } = await api.post(CORRECTION, asked)
  expect(body).toMatchObject({
    success: true,
    staging: { status: 'DRY_RUN', sequence: 4 },
    push: { status: 'POSTED' },
    reversal: { sequence: 3, status: 'POSTED' },
    loan: { principalOutstanding: 930000 },
  })
  expect(await loanOf(loanId)).toEqual(before)
})

it('goes in a batch, each with a key of its own', async () => {
  const { loanId, ids } = await loanWithPayment()
  const one = { type: 'correction', key: `c ${loanId}`, ...correction(loanId, ids[1], right) }
  const events = [one, one, { ...one, key: `d ${loanId}`, eventId: ids[1].toUpperCase() }]
  const { body } = await api.post('/lms-integration/batch', { events })
  expect(body.answers).toMatchObject([
    { success: true, staging: { status: 'STAGED', sequence: 4 }, reversal: { sequence: 3 } },
    { success: true, staging: { status: 'DUPLICATE', sequence: 4 }, reversal: { sequence: 3 } },
    { success: true, staging: { status: 'STAGED', sequence: 6 } },
  ])
  const last = await api.post(PUSH.revenueReport, revenueReport({ loanId }), WAIT)
  expect(last.body.push.status).toBe('POSTED')
  expect(await loanOf(loanId)).toMatchObject({ principalOutstanding: 930000 })
})

describe('is refused at once', () => {
  const refusal = async (body: object) => {
    const answer = await api.post(CORRECTION, body)
    expect(answer.body.success).toBe(false)
    const { code, fields } = answer.body.error as { code: string; fields: { field: string }[] }
    return [code, ...fields.map(({ field }) => field)]
  }

  it('with every field that is wrong', async () => {
    const { loanId, ids } = await loanWithPayment()
    const event = { repaymentPrincipal: -1, repaymentDate: '1969-01-01', customerId: 'C-2' }
    expect(await refusal({ loanId: ' ', eventId: ids[1], event })).toEqual([
      'VALIDATION_FAILED',
      ...['loanId', 'reason', 'event.repaymentPrincipal', 'event.repaymentInterest'],
      ...['event.repaymentDate', 'event.customerId'],
    ])
    expect(await refusal(correction(loanId, ids[1], { ...right, type: 'reversal' }))).toEqual([
      'VALIDATION_FAILED',
      'event.type',
    ])
    expect(await refusal({ ...correction(loanId, ids[1], right), event: [] })).toEqual([
      'VALIDATION_FAILED',
      'event',
    ])
    const future = { ...right, repaymentDate: '2026-03-16' }
    expect(await refusal(correction(loanId, ids[1], future))).toEqual([
      'DATE_IN_FUTURE',
      'event.repaymentDate',
    ])
  })

  it('where there is no such event, or nothing to reverse', async () => {
    const { loanId, ids } = await loanWithPayment()
    const unknown = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'
    expect(await refusal(correction(loanId, unknown, right))).toEqual(['EVENT_NOT_FOUND'])
    expect(await refusal(correction('LN-other', ids[1], right))).toEqual(['EVENT_NOT_FOUND'])
    const undone = { loanId, eventId: ids[1], reason: 'Not theirs' }
    const undo = await pushed(PUSH.reversal, undone)
    expect(await refusal(correction(loanId, ids[1], right))).toEqual(['ALREADY_REVERSED'])
    expect(await refusal(correction(loanId, undo, { ...right, type: 'repayment' }))).toEqual([
      'EVENT_NOT_REVERSIBLE',
    ])
    const strange = await api.business()
    const answer = await api.post(CORRECTION, correction(loanId, ids[0], right), {
      'X-LMS-API-Key': strange.key,
    })
    expect(answer.body.error.code).toBe('EVENT_NOT_FOUND')
  })
})

it('is refused before it is staged where the books are elsewhere', async () => {
  const elsewhere = await startApiUnderTest({ booksElsewhere: true })
  const loanId = newLoanId()
  const lent = await elsewhere.post(PUSH.disbursement, disbursement({ loanId }))
  const asked = correction(loanId, lent.body.eventId as string, {
    ...{ loanAmount: 5, adminFee: 0, disbursementDate: '2026-01-16' },
  })
  const single = await elsewhere.post(CORRECTION, asked)
  const { body } = await elsewhere.post('/lms-integration/batch', {
    events: [{ type: 'correction', ...asked }],
  })
  expect([single.body, ...(body.answers as object[])]).toMatchObject([
    { success: false, error: { code: 'NOT_SUPPORTED_YET' } },
    { success: false, error: { code: 'NOT_SUPPORTED_YET' } },
  ])
  const { body: loan } = await elsewhere.get(`/lms-integration/loans/${loanId}`)
  expect(loan.events).toHaveLength(1)
  await elsewhere.close()
})

it('a payment sent behind the reversal of an equal one fails with it', async () => {
  const loanId = newLoanId()
  await pushed(PUSH.disbursement, disbursement({ loanId, loanAmount: 1000, adminFee: 0 }))
  const paid = { ...repayment({ loanId }), repaymentPrincipal: 100, repaymentInterest: 0 }
  const eventId = await pushed(PUSH.repayment, paid)
  await pushed(
    PUSH.earlySettlement,
    earlySettlement({
      loanId,
      repaymentEarlySettlementPrincipal: 900,
      repaymentEarlySettlementInterest: 0,
    }),
  )
  const events = [
    { type: 'reversal', loanId, eventId, reason: 'x' },
    { type: 'repayment', ...paid },
  ]
  const { body } = await api.post('/lms-integration/batch', { events })
  const ids = (body.answers as { eventId: string }[]).map((answer) => answer.eventId)
  await stack.intake.settled(ids[1] ?? '', 20_000)
  const ends = await Promise.all(
    ids.map(async (id) => (await api.get(`/lms-integration/events/${id}`)).body.push),
  )
  expect(ends).toMatchObject([
    { status: 'FAILED', error: { code: 'REVERSAL_BLOCKED' } },
    { status: 'FAILED', error: { code: 'CORRECTION_FAILED' } },
  ])
})
