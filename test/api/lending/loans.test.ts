import { verifyBooks } from '../../../src/verify/verify-books'
import { uniqueName } from '../../support/harness'
import { LoanStack } from '../../support/loan-stack'
import type { Sent } from '../api-under-test'
import { startV1 } from '../v1/v1-under-test'
import type { V1UnderTest } from '../v1/v1-under-test'

const API = '/api/v1/lms'

/** Two installments of 1,250,000 and 1 % a month flat, 2 % of the amount kept back, in minor units. */
const PLUS = {
  ...{ code: 'LOAN_PLUS', name: 'Plus', currency: 'TZS' },
  config: {
    ...{ minPrincipal: 100000, maxPrincipal: 10000000, tenorMonths: 2 },
    ...{ interestRatePerPeriod: 1, interestRateFrequencyType: 2, interestType: 1 },
    fees: [{ name: 'Processing', chargeTimeType: 1, percent: 2 }],
  },
}

let stack: LoanStack
let door: V1UnderTest
let businessId: string
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  door = await startV1({ on: stack })
  businessId = door.api.businessId
  await door.post(`${API}/lending/products`, PLUS)
  await door.post(`${API}/lending/products/LOAN_PLUS/publish`, undefined)
})
afterAll(async () => {
  await door.close()
  await stack.close()
})

const application = (given: object = {}) => ({
  ...{ businessId, customerId: uniqueName('customer'), productCode: 'LOAN_PLUS' },
  ...{ amountMinor: 2500000, currency: 'TZS' },
  ...given,
})
const apply = (given: object = {}, headers = {}) =>
  door.post(`${API}/loans`, application(given), headers)
const at = (loanId: string, path = '') => `${API}/loans/${loanId}${path}`
const send = (loanId: string, command: string, body: object = {}, headers = {}) =>
  door.post(at(loanId, `/${command}`), body, headers)

async function applied(given: object = {}): Promise<string> {
  return (await apply(given)).body.loanId as string
}

/** Paid out on 10 March; today is the 15th. */
async function active(given: object = {}): Promise<string> {
  const loanId = await applied(given)
  await send(loanId, 'approve', { approvedOnDate: '2026-03-10', note: 'Auto-approved by system' })
  await send(loanId, 'disburse', { disbursedOnDate: '2026-03-10', amountMinor: 2500000 })
  return loanId
}

const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: expect.objectContaining({ status, code, ...more }) as unknown,
})
const seen = ({ status, body }: Sent) => ({ status, body })

describe('a loan, as the contract has it', () => {
  it('is applied for, approved, paid out and repaid', async () => {
    const created = await apply()
    const loanId = created.body.loanId as string
    expect(seen(created)).toEqual({ status: 201, body: { loanId, state: 'APPLIED' } })
    expect(loanId).toMatch(/^[0-9a-f-]{36}$/)
    expect(seen(await send(loanId, 'approve', { approvedOnDate: '2026-03-10' }))).toEqual({
      status: 200,
      body: { status: 'approved', loanId },
    })
    const paidOut = { disbursedOnDate: '2026-03-10', amountMinor: 2500000 }
    expect(seen(await send(loanId, 'disburse', paidOut))).toEqual({
      status: 200,
      body: { status: 'disbursed', loanId },
    })
    const paid = await send(loanId, 'repayments', { amountMinor: 200000, currency: 'TZS' })
    expect(seen(paid)).toEqual({
      status: 200,
      body: { status: 'repayment-accepted', loanId, amountMinor: 200000, currency: 'TZS' },
    })
    const { body: account } = await door.get(at(loanId))
    expect(account).toEqual({
      ...{ id: account.id, accountNo: String(account.id).padStart(10, '0') },
      status: { id: 300, value: 'loanStatusType.active' },
      ...{ loanProductId: 2, loanProductName: 'LOAN_PLUS', principal: 25000 },
      currency: { code: 'TZS' },
    })
    const { body: schedule } = await door.get(at(loanId, '/schedule'))
    expect(schedule).toEqual({
      ...{ loanId, currency: 'TZS' },
      installments: [
        {
          ...{ number: 1, dueDate: '2026-04-10', principalMinor: 1250000, interestMinor: 25000 },
          ...{ feesMinor: 0, penaltiesMinor: 0, totalMinor: 1275000, paid: false },
        },
        {
          ...{ number: 2, dueDate: '2026-05-10', principalMinor: 1250000, interestMinor: 25000 },
          ...{ feesMinor: 0, penaltiesMinor: 0, totalMinor: 1275000, paid: false },
        },
      ],
      nextDue: { number: 1, dueDate: '2026-04-10', totalMinor: 1075000 },
    })
    await send(loanId, 'repayments', { amountMinor: 2350000, currency: 'TZS' })
    expect((await door.get(at(loanId))).body.status).toEqual({
      id: 600,
      value: 'loanStatusType.closed.obligations.met',
    })
    expect((await verifyBooks(stack.database)).differences.items).toEqual([])
  })

  it('is listed by state, product and customer, page by page', async () => {
    const customerId = uniqueName('customer')
    const [first, second] = [await active({ customerId }), await applied({ customerId })]
    const found = await door.get(`${API}/loans?customerId=${customerId}&rows=1`)
    expect(found.body).toMatchObject({ total: 2, page: 1, rowsPerPage: 1 })
    expect(found.headers.get('link')).toContain(
      `</api/v1/lms/loans?customerId=${customerId}&rows=1&page=2>; rel="next"`,
    )
    expect(found.body.items).toEqual([
      {
        ...{ loanId: first, state: 'ACTIVE' },
        ...{ id: expect.any(Number) as number, accountNo: expect.any(String) as string },
        status: { id: 300, value: 'loanStatusType.active' },
        ...{ customerId, productCode: 'LOAN_PLUS', principalMinor: 2500000 },
        ...{ outstandingMinor: 2550000, currency: 'TZS' },
        nextDue: { number: 1, dueDate: '2026-04-10', totalMinor: 1275000 },
      },
    ])
    const of = async (query: string) => {
      const { body } = await door.get(`${API}/loans?customerId=${customerId}&${query}`)
      return (body.items as { loanId: string }[]).map(({ loanId }) => loanId)
    }
    expect(await of('status=applied')).toEqual([second])
    expect(await of('status=Active,APPLIED&productCode=LOAN_PLUS')).toEqual([first, second])
    expect(await of('productCode=STANDARD')).toEqual([])
    expect(seen(await door.get(`${API}/loans?status=gone`))).toEqual(
      problem(400, 'VALIDATION_FAILED'),
    )
  })

  it('ends by a rejection or a withdrawal', async () => {
    const [rejected, withdrawn] = [await applied(), await applied()]
    expect((await send(rejected, 'reject', {})).body).toEqual({
      ...{ status: 'rejected', loanId: rejected },
    })
    expect((await send(withdrawn, 'withdraw', { note: 'Changed their mind' })).body).toEqual({
      ...{ status: 'withdrawn', loanId: withdrawn },
    })
    expect((await door.get(at(rejected))).body.status).toMatchObject({ id: 500 })
    expect((await door.get(at(withdrawn))).body.status).toMatchObject({ id: 400 })
  })

  it('is quoted, stated and settled in minor units', async () => {
    const loanId = await active()
    const reference = { amountMinor: 100000, currency: 'TZS', reference: 'MPESA-7' }
    await send(loanId, 'repayments', reference)
    const { body: quote } = await door.get(at(loanId, '/settlement-quote'))
    expect(quote).toMatchObject({
      ...{ date: '2026-03-15', principalMinor: 2425000, payInFullMinor: 2450000 },
      settleWithRebateMinor: null,
    })
    const { body: stated } = await door.get(at(loanId, '/statement'))
    expect(stated).toMatchObject({ openingMinor: 0, closingMinor: 2425000, creditMinor: 0 })
    expect(seen(await door.get(at(loanId, '/settlement-quote?date=2026-03-14')))).toEqual(
      problem(400, 'VALIDATION_FAILED'),
    )
    await send(loanId, 'repayments', { amountMinor: 2450000, currency: 'TZS' })
    expect((await door.get(at(loanId))).body.status).toMatchObject({ id: 600 })
    const { body: paid } = await door.get(at(loanId, '/repayments'))
    expect(paid).toMatchObject({
      total: 2,
      items: [
        { amountMinor: 100000, interestMinor: 25000, principalMinor: 75000, reference: 'MPESA-7' },
        { amountMinor: 2450000, interestMinor: 25000, reversedOn: null },
      ],
    })
    expect(seen(await door.get(at(await applied(), '/settlement-quote')))).toEqual(
      problem(409, 'NOT_REPAYABLE', { currentState: 'APPLIED' }),
    )
  })

  it('is made once under one key', async () => {
    const body = application()
    const key = { 'Idempotency-Key': uniqueName('key') }
    const all = await Promise.all([1, 2, 3].map(() => door.post(`${API}/loans`, body, key)))
    expect(new Set(all.map(({ body: { loanId } }) => loanId as string)).size).toBe(1)
    const two = [await door.post(`${API}/loans`, body), await door.post(`${API}/loans`, body)]
    expect(new Set(two.map(({ body: { loanId } }) => loanId as string)).size).toBe(2)
  })
})

describe('what is refused', () => {
  it('of an application, with a code that stays', async () => {
    await door.post(`${API}/lending/products`, { ...PLUS, code: 'DRAFT' })
    const cases = [
      [{ productCode: 'NONE' }, 404, 'PRODUCT_NOT_FOUND'],
      [{ productCode: 'DRAFT' }, 422, 'PRODUCT_NOT_PUBLISHED'],
      [{ productCode: 'STANDARD' }, 422, 'PRODUCT_WITHOUT_TERM'],
      [{ amountMinor: 99999 }, 422, 'AMOUNT_OUT_OF_LIMITS'],
      [{ amountMinor: 10000001 }, 422, 'AMOUNT_OUT_OF_LIMITS'],
      [{ currency: 'KES' }, 422, 'CURRENCY_MISMATCH'],
      [{ businessId: '11111111-2222-4333-8444-555555555555' }, 403, 'BUSINESS_MISMATCH'],
      [{ submittedOnDate: '2026-03-16' }, 422, 'SUBMITTED_IN_FUTURE'],
      [{ amountMinor: 0 }, 400, 'VALIDATION_FAILED'],
      [{ amountMinor: 1.5 }, 400, 'VALIDATION_FAILED'],
      [{ amountMinor: '2500000' }, 400, 'VALIDATION_FAILED'],
      [{ colour: 'red' }, 400, 'VALIDATION_FAILED'],
    ] as const
    for (const [given, status, code] of cases) {
      expect(seen(await apply(given))).toEqual(problem(status, code))
    }
  })

  it('of a command in the wrong state, with the states it may be in', async () => {
    const loanId = await applied()
    const repaid = await send(loanId, 'repayments', { amountMinor: 1, currency: 'TZS' })
    expect(seen(repaid)).toEqual(
      problem(409, 'NOT_REPAYABLE', {
        detail: 'Loan must be Active, Fully Paid or Overpaid',
        currentState: 'APPLIED',
        allowedStates: ['ACTIVE', 'CLOSED', 'OVERPAID'],
      }),
    )
    const paid = await active()
    expect(await send(paid, 'approve', {})).toMatchObject({
      status: 409,
      body: { currentState: 'ACTIVE' },
    })
  })

  it('by a rule, and of a loan that is not there', async () => {
    const loanId = await active()
    const future = { amountMinor: 1, currency: 'TZS', transactionDate: '2026-03-16' }
    expect(seen(await send(loanId, 'repayments', future))).toEqual(
      problem(422, 'TRANSACTION_IN_FUTURE'),
    )
    expect(seen(await send(loanId, 'repayments', { amountMinor: 1, currency: 'KES' }))).toEqual(
      problem(422, 'CURRENCY_MISMATCH'),
    )
    expect(seen(await send('none', 'approve', {}))).toEqual(problem(404, 'LOAN_NOT_FOUND'))
    expect(seen(await door.get(at('none')))).toEqual(problem(404, 'LOAN_NOT_FOUND'))
  })
})

it('answers 202 with the event where nobody takes the command in time', async () => {
  const { body, status, headers } = await apply({}, { Prefer: 'wait=0' })
  expect([status, Object.keys(body)]).toEqual([202, ['loanId', 'state', 'eventId']])
  expect(headers.get('location')).toBe(at(body.loanId as string))
})
