import type { Answer } from '../api-under-test'
import { LoansUnderTest } from './loans-under-test'

let loans: LoansUnderTest
beforeAll(async () => {
  loans = await LoansUnderTest.start()
})
afterAll(() => loans.close())

const destination = { type: 'wallet', reference: '255700000000' }
const ON = { transactionDate: '2026-03-12' }

/** The day on which the database says that the loans took them. */
async function today(): Promise<string> {
  const [row] = await loans.stack.database.query<{ day: string }>(
    'today',
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`,
  )
  return row?.day ?? ''
}

const list = async (date: string, more = ''): Promise<Answer> => {
  const { status, body } = await loans.v1.get(`/ops/payouts?date=${date}${more}`)
  expect([status, body.code]).toEqual([200, undefined])
  return body
}

it('tells the system that pays what to pay, how much of it, to whom, and what was taken back', async () => {
  const from = await today()
  const charged = await loans.approved({
    charges: [{ name: 'Opening', amount: 300, chargeTimeType: 1 }],
  })
  await charged.must('disburse', { actualDisbursementDate: '2026-03-10', destination })
  const { externalId } = await charged.now()
  await charged.repay(2000)
  await charged.must('refund', { ...ON, transactionAmount: 500 })
  await charged.repay(15000)
  await charged.must('credit-balance-refund', {
    ...{ ...ON, transactionAmount: 40, destination, receiptNumber: 'P-7', paymentTypeId: 3 },
  })
  const undone = await loans.active()
  await undone.must('undo-disbursal', { transactionDate: '2026-03-15' })
  const days = [...new Set([from, await today()])]
  const pages = await Promise.all(days.map((day) => list(day)))
  const items = pages.flatMap((page) => page.items)

  expect(pages.map(({ items: { length }, total }) => total - length)).toEqual(days.map(() => 0))
  const whole = { loanId: externalId, currency: 'TZS', reversedBy: null, reversedOn: null }
  expect(items).toMatchObject([
    { ...whole, type: 'DISBURSE', date: '2026-03-10', amount: 9646, destination },
    { ...whole, type: 'REFUND', date: '2026-03-12', amount: 500, destination: null },
    {
      ...{ ...whole, type: 'CREDIT_REFUND', amount: 40, destination },
      ...{ receiptNumber: 'P-7', paymentTypeId: 3 },
    },
    {
      ...{ type: 'DISBURSE', amount: 10000, reversedOn: '2026-03-15' },
      reversedBy: expect.any(String),
    },
  ])
  expect(await list('2026-03-12')).toMatchObject({ items: [], total: 0 })
  const second = await list(items.at(-1).takenAt.slice(0, 10), '&page=2&rows=1')
  expect([second.page, second.rowsPerPage]).toEqual([2, 1])
})

it('a day that is none, and what is not known, is refused', async () => {
  expect((await loans.v1.get('/ops/payouts')).body).toMatchObject({ items: [], total: 0 })
  expect((await loans.v1.get('/ops/payouts?date=2026-02-30')).status).toBe(400)
  expect((await loans.v1.get('/ops/payouts?date=2026-03-12&loan=1')).status).toBe(400)
})

it('a destination of a refund is shown with it and is part of what its key stands for', async () => {
  const loan = await loans.active()
  await loan.repay(2000)
  const key = { 'Idempotency-Key': `refund-${loan.id}` }
  const refund = { ...ON, transactionAmount: 500, destination }
  const { body } = await loan.send('refund', refund, key)
  expect(body.transactions.at(-1)).toMatchObject({ type: 'Refund', destination })
  expect((await loan.send('refund', refund, key)).body).toEqual(body)
  const elsewhere = { ...refund, destination: { type: 'wallet', reference: '255711111111' } }
  expect((await loan.send('refund', elsewhere, key)).status).toBe(422)
})
