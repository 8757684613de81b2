import { randomFrom } from '../../../src/demo/random'
import { verifyBooks } from '../../../src/verify/verify-books'
import { OwnLoan } from '../../support/own-loan'
import { BEGIN, BooksThere, booksOf, eventsOf } from './books-there'

const REFUSED_AMOUNT = '66600'

let systems: BooksThere
let lender: Awaited<ReturnType<BooksThere['lender']>>
let loan: OwnLoan
let loans = 0
/** The Accounting posts no accruals. */
let isClosed = false
beforeAll(async () => {
  systems = await BooksThere.start(randomFrom(11), 10, ({ kind, payload }) => {
    const isRefused = 'amount' in payload && payload.amount === REFUSED_AMOUNT
    if (!isRefused && !(isClosed && kind === 'ACCRUAL')) return null
    return { code: 'PERIOD_LOCKED', message: 'The period is locked.' }
  })
  lender = await systems.lender()
})
beforeEach(() => {
  isClosed = false
  systems.clock.set(BEGIN)
  loan = systems.loan({ businessId: lender.businessId, loanId: `L-${(loans += 1)}` })
})
afterAll(() => systems.close())

const settle = () => systems.settle(loan.ref, systems.gateway(lender.there.key))
const refThere = () => ({ ...loan.ref, businessId: lender.there.businessId })

async function opened(): Promise<void> {
  await loan.stage(loan.submit(), loan.approve(), loan.disburse())
  await settle()
}

it('what the Accounting refuses is undone here, and what waited behind it is told anew', async () => {
  await opened()
  await loan.stage(loan.repay(REFUSED_AMOUNT), loan.repay('5000'))
  await settle()
  const opening = ['SUBMIT POSTED', 'APPROVE POSTED', 'DISBURSE POSTED']
  const outcomes = [...opening, 'REPAY FAILED PERIOD_LOCKED', 'REPAY POSTED']
  expect(await loan.outcomes()).toEqual(outcomes)
  expect(await eventsOf(systems.there, refThere())).toEqual(outcomes)
  expect(await loan.row()).toMatchObject({ principal_outstanding: 1_200_000n })
  const report = await verifyBooks(systems.here.database, {
    ...{ businessId: lender.businessId, clock: systems.clock },
  })
  expect(report.differences.items).toEqual([])
})

it('what the LMS refuses is not told', async () => {
  await opened()
  await loan.stage(loan.disburse(), loan.repay('5000'))
  await settle()
  expect(await eventsOf(systems.there, refThere())).toEqual([
    ...['SUBMIT POSTED', 'APPROVE POSTED', 'DISBURSE POSTED', 'REPAY POSTED'],
  ])
  expect((await loan.outcomes())[3]).toMatch(/^DISBURSE FAILED/)
})

it('what falls due by the clock and is refused waits for an operator, and is not told without end', async () => {
  await opened()
  isClosed = true
  systems.clock.set('2025-02-03T12:00:00Z')
  await settle()
  expect((await loan.outcomes()).slice(3)).toEqual(['ACCRUAL PARKED ACCOUNTING_UNCLEAR'])
  expect((await loan.events()).at(-1)?.message).toBe(
    'Accounting: it refuses what falls due by the clock, as PERIOD_LOCKED.',
  )
})

it('a loan that another has by its id there is no loan here', async () => {
  const taken = { loanId: loan.ref.loanId, customerId: 'C-9', customerName: 'Asha' }
  const key = { 'X-LMS-API-Key': lender.there.key }
  const pushed = { ...taken, loanAmount: 100, adminFee: 0, disbursementDate: '2025-01-10' }
  await systems.api.post('/lms-integration/disbursement', pushed, key)
  await opened()
  expect(await loan.outcomes()).toEqual([
    ...['SUBMIT FAILED LOAN_EXISTS', 'APPROVE FAILED LOAN_NOT_FOUND'],
    'DISBURSE FAILED LOAN_NOT_FOUND',
  ])
})

it('a loan that is told is commanded by its own LMS alone, and by no clock over there', async () => {
  await opened()
  const { there: database, clock } = systems
  const own = new OwnLoan({ database, clock }, refThere())
  expect(await own.stage(own.repay('100'))).toMatchObject([
    { status: 'REFUSED', code: 'LOAN_OWNED_ELSEWHERE' },
  ])
  const [first] = await own.events()
  expect(await own.stage(await own.reversal(first?.seq ?? 0))).toMatchObject([
    { status: 'REFUSED', code: 'LOAN_OWNED_ELSEWHERE' },
  ])
  systems.clock.set('2025-06-01T12:00:00Z')
  await own.pass()
  expect(await own.outcomes()).toHaveLength(3)
  const { behind } = await verifyBooks(systems.there, {
    ...{ businessId: lender.there.businessId, clock: systems.clock },
  })
  expect(behind.items).toEqual([])
  await settle()
  expect(await eventsOf(systems.there, refThere())).toEqual(await loan.outcomes())
  expect((await loan.outcomes()).length).toBeGreaterThan(5)
  expect(await booksOf(systems.there, refThere())).toMatchObject({ loan: { status: 'Active' } })
})
