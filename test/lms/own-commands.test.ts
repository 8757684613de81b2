import { createBusiness } from '../../src/business/create-business'
import { fixedClock } from '../../src/platform/clock'
import type { FixedClock } from '../../src/platform/clock'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { verifyBooks } from '../../src/verify/verify-books'
import type { ChargeTerms } from '../../src/domain/events/lending/loan-terms'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { OwnLoan } from '../support/own-loan'

describe('A loan of our own LMS', () => {
  let test: TestDatabase
  let clock: FixedClock
  let businessId: string
  let loan: OwnLoan

  beforeAll(async () => {
    test = await createTestDatabase()
  })
  beforeEach(async () => {
    clock = fixedClock('2025-01-10T12:00:00Z')
    businessId = await createBusiness(test.database, { name: uniqueName('lender') })
    loan = new OwnLoan({ database: test.database, clock }, { businessId, loanId: 'L-1' })
  })
  afterEach(async () => {
    const report = await verifyBooks(test.database, { businessId })
    expect(report.differences.items).toEqual([])
  })
  afterAll(() => test.close())

  async function statements(work: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = test.database.statementCounts()
    await work()
    const counts = Object.entries(test.database.statementCounts())
      .filter(([name]) => !name.startsWith('test_'))
      .map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)])
    return Object.fromEntries(counts.filter(([, count]) => count > 0))
  }

  it('is applied for, approved and disbursed', async () => {
    await loan.do(loan.submit())
    expect(await loan.row()).toMatchObject({
      ...{ status: 'Submitted', product_no: 1, principal_outstanding: 0n },
    })
    await loan.do(loan.approve('1100000'))
    expect(await loan.row()).toMatchObject({ status: 'Approved', approved_principal: 1100000n })
    await loan.do(loan.disburse('1000000'))
    expect(await loan.row()).toMatchObject({
      status: 'Active',
      principal_outstanding: 1000000n,
      interest_outstanding: 20000n,
      matures_on: '2025-03-10',
    })
  })

  it('never shows less than nothing open where a payment is corrected behind its reversal', async () => {
    await loan.open()
    clock.set('2025-01-20T12:00:00Z')
    await loan.do(loan.repay('1224000'))
    clock.set('2025-01-25T12:00:00Z')
    await loan.do(await loan.reversal(4))
    await loan.do(loan.repay('1224000', '2025-01-20'))
    // The first payment stood until the 25th: on the 20th there was nothing left to pay.
    expect(await loan.journal()).toContain('2025-01-20 REPAY: 1001 12240, 1102 -240, 2102 -12000')
    const days = await test.database.query(
      'test_installment_days',
      `SELECT booked_on AS day, sum(sum(principal)) OVER (ORDER BY booked_on)::text AS open
       FROM installment_line WHERE business_id = $1 GROUP BY booked_on ORDER BY booked_on`,
      [businessId],
    )
    expect(days).toEqual([
      { day: '2025-01-10', open: '1200000' },
      { day: '2025-01-20', open: '0' },
      { day: '2025-01-25', open: '0' },
    ])
  })

  it('accrues, is paid ahead, and closes', async () => {
    await loan.open()
    clock.set('2025-02-05T12:00:00Z')
    await loan.do(loan.repay('612000'))
    clock.set('2025-03-02T12:00:00Z')
    await loan.do(loan.repay('612000'))
    expect(await loan.outcomes()).toEqual([
      ...['SUBMIT POSTED', 'APPROVE POSTED', 'DISBURSE POSTED', 'REPAY POSTED', 'ACCRUAL POSTED'],
      ...['REPAY POSTED', 'ACCRUAL POSTED'],
    ])
    expect(await loan.row()).toMatchObject({
      ...{ status: 'Closed (obligations met)', closed_on: '2025-03-02' },
      ...{ principal_outstanding: 0n, interest_outstanding: 0n },
    })
    expect(await loan.journal()).toEqual([
      '2025-01-10 DISBURSE: 1101 12000, 1001 -12000',
      '2025-01-31 ACCRUAL: 1102 81.29, 4101 -81.29',
      '2025-02-05 REPAY: 1001 6120, 1102 -81.29, 2103 -38.71, 1101 -6000',
      '2025-02-28 ACCRUAL: 1102 115.85, 4101 -115.85',
      '2025-03-02 REPAY: 1102 42.86, 4101 -42.86',
      '2025-02-28 ACCRUAL: 2103 38.71, 1102 -38.71',
      '2025-03-02 REPAY: 1001 6120, 1102 -120, 1101 -6000',
    ])
  })

  it('makes up the months of a worker that was away, once, in order', async () => {
    await loan.open()
    clock.set('2025-04-20T12:00:00Z')
    await Promise.all([loan.settle(), loan.settle(), loan.pass()])
    const outcomes = await loan.outcomes()
    expect(outcomes.slice(3)).toEqual(Array(3).fill('ACCRUAL POSTED'))
    expect(await loan.journal()).toHaveLength(4)
  })

  it('is left by a payment that is undone as if that had never been', async () => {
    await loan.open()
    clock.set('2025-02-10T12:00:00Z')
    await loan.do(loan.repay('300000'))
    await loan.do(loan.repay('400000'))
    expect(await loan.row()).toMatchObject({ principal_outstanding: 524000n })
    const [first] = (await loan.events()).filter(({ kind }) => kind === 'REPAY')
    await loan.do(await loan.reversal(first?.seq ?? 0))
    expect(await loan.row()).toMatchObject({
      ...{ principal_outstanding: 812000n, interest_outstanding: 12000n },
    })
    expect((await loan.standing()).filter(({ type }) => type === 'Repayment')).toHaveLength(1)
  })

  it('divides later payments anew where one is dated back', async () => {
    await loan.open()
    clock.set('2025-02-20T12:00:00Z')
    await loan.do(loan.repay('613000'))
    clock.set('2025-03-01T12:00:00Z')
    await loan.do(loan.repay('606000', '2025-02-09'))
    const repayments = (await loan.standing()).filter(({ type }) => type === 'Repayment')
    expect(repayments.map(({ date }) => date)).toEqual(['2025-02-20', '2025-02-09'])
    expect(await loan.row()).toMatchObject({ status: 'Active', principal_outstanding: 5000n })
  })

  it('stands at its approval again where its disbursement is undone, and is disbursed anew', async () => {
    await loan.open()
    clock.set('2025-02-10T12:00:00Z')
    await loan.do(loan.repay('612000'))
    await loan.do(loan.command('UNDO_DISBURSAL', {}))
    expect(await loan.row()).toMatchObject({ status: 'Approved', disbursed_on: null })
    expect((await loan.outcomes()).filter((one) => one.endsWith('REVERSED'))).toEqual([
      ...['DISBURSE REVERSED', 'REPAY REVERSED', 'ACCRUAL REVERSED'],
    ])
    await loan.do(loan.disburse('500000'))
    expect(await loan.row()).toMatchObject({ status: 'Active', principal_outstanding: 500000n })
  })

  it('is the same where both steps are made at once and where they are made in turn', async () => {
    const other = new OwnLoan({ database: test.database, clock }, { businessId, loanId: 'L-2' })
    for (const [one, take] of [
      [loan, (of: OwnLoan) => of.pass()],
      [other, (of: OwnLoan) => of.settle()],
    ] as const) {
      clock.set('2025-01-10T12:00:00Z')
      const kept: ChargeTerms = {
        ...{
          index: 0,
          time: 'DISBURSEMENT',
          penalty: false,
          dueOn: null,
          rate: { amount: '30000' },
        },
      }
      await one.stage(one.submit({ charges: [kept] }), one.approve(), one.disburse())
      await take(one)
      clock.set('2025-02-15T12:00:00Z')
      await one.stage(one.repay('700000'), one.addCharge({ dueOn: '2025-02-20' }))
      await take(one)
      clock.set('2025-03-05T12:00:00Z')
      await one.stage(one.repay('100000', '2025-02-01'), one.repay('50000'))
      await take(one)
      await one.stage(await one.reversal(4))
      await take(one)
    }
    expect(await loan.kept()).toEqual(await other.kept())
  })

  it('goes on where somebody died between the steps', async () => {
    await loan.open()
    clock.set('2025-02-10T12:00:00Z')
    await loan.do(loan.repay('612000'))
    await loan.stage(loan.command('UNDO_DISBURSAL', {}), loan.disburse('700000'))
    const lms = embeddedLms(test.database, { clock })
    const first = await lms.take(loan.ref)
    expect(first.taken.map(({ kind }) => kind)).toEqual(['UNDO_DISBURSAL'])
    expect((await lms.take(loan.ref)).taken).toEqual(first.taken)
    await Promise.all([loan.pass(), loan.settle(), loan.settle()])
    expect((await loan.outcomes()).slice(-3)).toEqual([
      ...['ACCRUAL REVERSED', 'UNDO_DISBURSAL POSTED', 'DISBURSE POSTED'],
    ])
  })

  it('costs no more statements than what is pushed, and two more where a month has ended', async () => {
    await loan.open()
    clock.set('2025-01-20T12:00:00Z')
    await loan.stage(loan.repay('10000'))
    expect(await statements(() => loan.pass())).toEqual({ pass_load: 1, pass_write: 1 })
    clock.set('2025-02-05T12:00:00Z')
    await loan.stage(loan.repay('20000'))
    expect(await statements(() => loan.pass())).toEqual({
      ...{ pass_load: 1, stage_due: 1, pass_write: 1 },
    })
  })

  it('is as before where Accounting refuses what the LMS has accepted', async () => {
    await loan.open()
    clock.set('2025-02-10T12:00:00Z')
    await loan.stage(loan.repay('100000'), loan.repay('200000'))
    const refusal = { code: 'PERIOD_LOCKED', message: 'No.' }
    await loan.settle((event) =>
      'amount' in event.payload && event.payload.amount === '100000' ? refusal : null,
    )
    expect((await loan.outcomes()).slice(3)).toEqual([
      ...['REPAY FAILED PERIOD_LOCKED', 'REPAY POSTED', 'ACCRUAL POSTED'],
    ])
  })
})
