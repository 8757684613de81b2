import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { exampleBody } from './documented'
import { uniqueName } from '../support/harness'
import { TWO_MONTHS } from '../support/own-loan'

const PATH = '/lms-integration/loan-event'

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

const CONTEXT = { today: '2026-03-15', exponent: 2, closedThrough: null, accounts: {} }

function application(loanId: string) {
  const payload = {
    ...{ ...CONTEXT, customerId: 'C-77', customerActiveSince: null },
    ...{ product: { no: 9, code: 'ELSEWHERE', version: 1 }, terms: TWO_MONTHS, charges: [] },
    ...{ overdue: null, settlementRebate: false },
    ...{ submittedOn: '2026-03-01', expectedDisbursementOn: '2026-03-01' },
  }
  const words = { chargeNames: [] }
  return { loanId, kind: 'SUBMIT', currency: 'TZS', customerName: 'Asha', payload, words }
}

const event = (loanId: string, kind: string, payload: object) => ({
  ...{ loanId, kind, currency: 'TZS' },
  payload: { ...CONTEXT, ...payload },
})

function tell(body: object, key = uniqueName('key')) {
  return api.post(PATH, body, { 'Idempotency-Key': key })
}

/** The code of what is refused, and the fields that it names. */
async function refusal(body: object): Promise<string[]> {
  const { body: answer } = await tell(body)
  const { code, fields } = answer.error as { code: string; fields: { field: string }[] }
  return [code, ...fields.map(({ field }) => field)]
}

it('stages what is told, of a customer and a product that nobody knows here', async () => {
  const loanId = uniqueName('loan')
  const { body } = await tell(application(loanId))
  expect(body).toMatchObject({ success: true, type: 'SUBMIT', push: { status: 'QUEUED' } })
  const paid = event(loanId, 'REPAY', { date: '2026-03-10', amount: '5', transfer: null })
  const first = await tell(paid, 'told-once')
  const again = await tell(paid, 'told-once')
  expect(again.body).toMatchObject({
    eventId: first.body.eventId,
    staging: { status: 'DUPLICATE', sequence: 2 },
  })
  const other = event(loanId, 'REPAY', { date: '2026-03-10', amount: '6', transfer: null })
  const reused = await tell(other, 'told-once')
  expect(reused.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
})

it('takes what falls due by the clock once', async () => {
  const loanId = uniqueName('loan')
  await tell(application(loanId))
  const due = event(loanId, 'ACCRUAL', { of: 'INTEREST', through: '2026-02-28' })
  expect((await tell(due)).body.success).toBe(true)
  expect(await refusal(due)).toEqual(['ORDER_VIOLATION'])
})

it('refuses what it cannot take, at once and by its code', async () => {
  const loanId = uniqueName('loan')
  const paid = { date: '2026-03-10', amount: '5', transfer: null }
  expect(await refusal(event(loanId, 'REPAY', paid))).toEqual(['LOAN_NOT_FOUND'])
  await tell(application(loanId))
  expect(await refusal(application(loanId))).toEqual(['LOAN_EXISTS'])
  const wrong: [object, ...string[]][] = [
    [{ ...event(loanId, 'REPAY', paid), currency: 'KES' }, 'currency'],
    [event(loanId, 'REPAY', { ...paid, amount: '-5' }), 'payload.amount'],
    [event(loanId, 'REPAY', { ...paid, amount: 5 }), 'payload.amount'],
    [event(loanId, 'REPAY', { ...paid, date: '2026-02-30' }), 'payload.date'],
    [event(loanId, 'REPAY', { ...paid, more: 1 }), 'payload'],
    [event(loanId, 'ADD_CHARGE', {}), 'payload.charge', 'words.chargeName'],
    [event(loanId, 'DISBURSEMENT', paid), 'kind'],
    [{ ...event(loanId, 'REPAY', paid), payload: null }, 'payload'],
  ]
  for (const [body, ...fields] of wrong) {
    expect(await refusal(body)).toEqual(['VALIDATION_FAILED', ...fields])
  }
  const tomorrow = event(loanId, 'REPAY', { ...paid, today: '2026-03-16' })
  expect((await tell(tomorrow)).body.success).toBe(true)
  const later = event(loanId, 'REPAY', { ...paid, today: '2026-03-17' })
  expect(await refusal(later)).toEqual(['DATE_IN_FUTURE', 'payload.today'])
  const keyless = await api.post(PATH, event(loanId, 'REPAY', paid))
  expect(keyless.body.error.fields).toEqual([
    { field: 'Idempotency-Key', message: 'Must be sent with an event of a loan.' },
  ])
})

it('refuses it where the books are in a third deployment that does not take it', async () => {
  const elsewhere = await startApiUnderTest({ booksElsewhere: true })
  const body = exampleBody(PATH, 'post') as object
  const answer = await elsewhere.post(PATH, body, { 'Idempotency-Key': 'k' })
  expect(answer.body.error).toMatchObject({
    code: 'NOT_SUPPORTED_YET',
    message: expect.stringContaining('it cannot record REPAY'),
  })
  await elsewhere.close()
})
