import { verifyBooks } from '../../src/verify/verify-books'
import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import type { Answer, ApiUnderTest } from './api-under-test'
import { bearerOf } from './ops-under-test'
import { repaidLoan } from './repaid-loan'

let stack: LoanStack
let api: ApiUnderTest
let bearer: { Authorization: string }
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  api = await startApiUnderTest({ on: stack })
  bearer = await bearerOf(api, api.database, api.businessId)
})
afterAll(async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
  await api.close()
  await stack.close()
})

const RIGHT = { repaymentPrincipal: 70000.5, repaymentInterest: 0, repaymentDate: '2026-02-15' }
const correct = (eventId: string, more: object = {}, headers: object = {}) =>
  api.post(
    `/ops/events/${eventId}/correct`,
    { reason: 'Misread', actor: 'Asha M.', event: RIGHT, ...more },
    { ...bearer, ...headers },
  )
const loanOf = async (loanId: string) => (await api.get(`/lms-integration/loans/${loanId}`)).body
const actionsOn = async (eventId: string): Promise<Answer[]> =>
  (await api.get(`/ops/actions?eventId=${eventId}`, bearer)).body.items

it('reverses the event and posts the right one, in the name of who asked', async () => {
  const { loanId, paid } = await repaidLoan(api)
  const { status, body } = await correct(paid)
  expect([status, body]).toMatchObject([
    200,
    {
      ...{ action: 'CORRECT', reason: 'Misread', eventId: paid, loanId, sequence: 2 },
      type: 'REPAYMENT',
      reversal: { sequence: 3, status: 'STAGED' },
      replacement: { sequence: 4, status: 'STAGED' },
    },
  ])
  await stack.intake.settled(body.replacement.eventId as string, 20_000)
  const loan = await loanOf(loanId)
  expect(loan.principalOutstanding).toBe(929999.5)
  expect(loan.events.map((event: Answer) => event.status)).toEqual([
    'POSTED',
    'POSTED',
    'REVERSED',
    'POSTED',
  ])
  expect(await actionsOn(paid)).toEqual([
    expect.objectContaining({ action: 'CORRECT', actor: body.actor, reason: 'Misread' }),
  ])

  const again = await correct(paid)
  expect(again.body).toMatchObject({
    reversal: { ...body.reversal, status: 'DUPLICATE' },
    replacement: { ...body.replacement, status: 'DUPLICATE' },
  })
  expect(await actionsOn(paid)).toHaveLength(1)
})

it('is one decision under one key, whatever stands by then', async () => {
  const { paid } = await repaidLoan(api)
  const key = { 'Idempotency-Key': `ticket ${paid}` }
  const first = await correct(paid, {}, key)
  const again = await correct(paid, {}, key)
  expect(again.body.replacement).toEqual({ ...first.body.replacement, status: 'DUPLICATE' })
  const other = await correct(paid, { event: { ...RIGHT, repaymentPrincipal: 1 } }, key)
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
})

it('tells in a dry run what it would come to, and writes nothing', async () => {
  const { loanId, paid } = await repaidLoan(api)
  const before = await loanOf(loanId)
  const { status, body } = await correct(paid, { dryRun: true })
  expect([status, body]).toMatchObject([
    200,
    {
      success: true,
      staging: { status: 'DRY_RUN', sequence: 4 },
      push: { status: 'POSTED' },
      reversal: { sequence: 3, status: 'POSTED' },
      loan: { principalOutstanding: 929999.5 },
    },
  ])
  expect(await loanOf(loanId)).toEqual(before)
  expect(await actionsOn(paid)).toEqual([])
})

it('is refused as a pushed one is, and then nothing is written', async () => {
  const { loanId, lent, paid } = await repaidLoan(api)
  const before = await loanOf(loanId)
  const early = { ...RIGHT, repaymentDate: '1969-01-01', repaymentPrincipal: -1 }
  const { body } = await correct(paid, { event: early })
  expect(body).toMatchObject({
    ...{ code: 'VALIDATION_FAILED', status: 400 },
    fields: [{ field: 'event.repaymentPrincipal' }, { field: 'event.repaymentDate' }],
  })
  const refusals = [
    await correct('0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'),
    await correct(paid, { event: { ...RIGHT, repaymentDate: '2026-03-16' } }),
    await correct(paid, { event: { ...RIGHT, type: 'reversal' } }),
    await correct(paid, { event: undefined }),
    await correct(paid, { reversalDate: '2026-02-14' }),
    await correct(paid, { cascade: true }),
  ]
  expect(refusals.map(({ status, body: { code } }) => [status, code])).toEqual([
    [404, 'EVENT_NOT_FOUND'],
    [422, 'DATE_IN_FUTURE'],
    [400, 'VALIDATION_FAILED'],
    [400, 'VALIDATION_FAILED'],
    [422, 'VALIDATION_FAILED'],
    [400, 'VALIDATION_FAILED'],
  ])
  expect(await loanOf(loanId)).toEqual(before)
  expect([...(await actionsOn(paid)), ...(await actionsOn(lent))]).toEqual([])
})

it('is not taken where the books are elsewhere', async () => {
  const { loanId, paid } = await repaidLoan(api)
  const elsewhere = await startApiUnderTest({ on: stack, booksElsewhere: true })
  for (const dryRun of [false, true]) {
    const asked = { reason: 'Misread', event: RIGHT, dryRun }
    const { status, body } = await elsewhere.post(`/ops/events/${paid}/correct`, asked, bearer)
    expect([status, body.code]).toEqual([501, 'NOT_SUPPORTED_YET'])
  }
  expect((await loanOf(loanId)).events).toHaveLength(2)
  await elsewhere.close()
})
