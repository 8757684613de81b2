import { z } from 'zod'

import { formatMinor } from '../../../src/domain/values/money'
import { verifyBooks } from '../../../src/verify/verify-books'
import { uniqueName } from '../../support/harness'
import { LoanStack } from '../../support/loan-stack'
import { startV1 } from '../v1/v1-under-test'
import type { V1UnderTest } from '../v1/v1-under-test'

const API = '/api/v1/lms'
const FEE = 701
const BACK = 33_333

let stack: LoanStack
let door: V1UnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  door = await startV1({ on: stack })
})
afterAll(async () => {
  await door.close()
  await stack.close()
})

const amounts = z.object({ amountMinor: z.number() })

describe.each([
  ['JPY', 0],
  ['TZS', 2],
  ['KWD', 3],
])('in %s', (currency, exponent) => {
  let token: { Authorization: string }
  let businessId: string
  beforeAll(async () => {
    businessId = (await door.api.business({ currency })).businessId
    token = await door.tokenOf(businessId)
    const config = {
      ...{ tenorMonths: 3, installmentAmountInMultiplesOfMinor: 1 },
      fees: [{ name: 'Processing', chargeTimeType: 1, amountMinor: FEE }],
      overdue: { graceDays: 30_000, amountMinor: FEE },
    }
    const product = { code: 'EXACT', name: 'Exact', currency, config }
    await door.api.post(`${API}/lending/products`, product, token)
    await door.api.post(`${API}/lending/products/EXACT/publish`, undefined, token)
  })

  it.each([100_001, 2_500_000, 98_765_432_101])(
    '%d minor units are so many in the engine, in the books and in every answer',
    async (amountMinor) => {
      const send = async (path: string, body: object) => {
        const { status, body: answer } = await door.api.post(API + path, body, token)
        expect(status).toBeLessThan(300)
        return answer
      }
      const { loanId } = await send('/loans', {
        ...{ businessId, customerId: uniqueName('customer'), productCode: 'EXACT' },
        ...{ amountMinor, currency },
      })
      await send(`/loans/${loanId}/approve`, { approvedOnDate: '2026-03-10' })
      await send(`/loans/${loanId}/disburse`, { disbursedOnDate: '2026-03-10', amountMinor })
      const paid = await send(`/loans/${loanId}/repayments`, { amountMinor: BACK, currency })
      expect(amounts.parse(paid)).toEqual({ amountMinor: BACK })

      const events = await stack.database.prisma.loanEvent.findMany({
        where: { stream: { businessId, externalId: loanId } },
        orderBy: { seq: 'asc' },
      })
      expect(events.map(({ payload }) => payload)).toMatchObject([
        {
          terms: { principal: String(amountMinor), installmentMultiple: '1' },
          charges: [{ rate: { amount: String(FEE) } }],
          overdue: { rate: { amount: String(FEE) } },
          exponent,
        },
        { amount: String(amountMinor) },
        { amount: String(amountMinor) },
        { amount: String(BACK) },
      ])
      const lines = await stack.database.query<{ role: string; amount: string }>(
        'lines_of_loan',
        `SELECT l.role::text, sum(l.amount)::text AS amount
         FROM journal_line l JOIN loan_stream s ON s.id = l.stream_id
         WHERE s.business_id = $1 AND s.external_id = $2 AND l.role IN ('1101', '4102')
         GROUP BY 1 ORDER BY 1`,
        [businessId, loanId],
      )
      expect(lines).toEqual([
        { role: '1101', amount: String(amountMinor - BACK) },
        { role: '4102', amount: String(-FEE) },
      ])

      const get = async (path: string) => (await door.api.get(API + path, token)).body
      const { installments } = await get(`/loans/${loanId}/schedule`)
      const scheduled = (installments as { principalMinor: number }[]).reduce(
        (sum, { principalMinor }) => sum + principalMinor,
        0,
      )
      expect(scheduled).toBe(amountMinor)
      const { items } = await get('/loans?rows=99')
      expect(items).toContainEqual(
        expect.objectContaining({
          ...{ loanId, principalMinor: amountMinor, outstandingMinor: amountMinor - BACK },
        }),
      )
      const { principal } = await get(`/loans/${loanId}`)
      expect(principal).toBe(Number(formatMinor(BigInt(amountMinor), exponent)))
    },
  )
})

it('the books of all of them are proven', async () => {
  expect((await verifyBooks(stack.database)).differences.items).toEqual([])
})
