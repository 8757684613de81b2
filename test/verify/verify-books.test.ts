import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import { createBusiness } from '../../src/business/create-business'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { portfolio } from '../../src/demo/portfolio'
import { trialBalance } from '../../src/reports/trial-balance'
import { verifyBooks } from '../../src/verify/verify-books'
import { eventOf } from '../demo/wire'
import { createTestDatabase, type TestDatabase } from '../support/harness'
import { disbursement, eventIdOf, repayment, reversal, revenueReport } from '../support/loan-events'
import { postLoan, stageLoan } from './posted-loan'

describe('verify on books that are right', () => {
  let test: TestDatabase

  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  const newBusiness = (name: string) => createBusiness(test.database, { name })
  const verify = (businessId: string) => verifyBooks(test.database, { businessId })

  it('proves a year of a portfolio, more than one page of loans', async () => {
    const businessId = await newBusiness('portfolio')
    const { loans } = portfolio({ loans: 108, seed: 5, year: 2025 })
    for (const rows of loans) {
      const staged = rows.filter(({ expected: { status } }) => /POSTED|FAILED/.test(status))
      const events = staged.map((row, index) => eventOf(row, index + 1))
      await postLoan(test.database, businessId, rows[0]?.loanId ?? '', events)
    }
    const progress: number[] = []
    const report = await verifyBooks(test.database, {
      businessId,
      onProgress: (done) => progress.push(done),
    })
    expect(report.differences.items).toEqual([])
    expect(report).toMatchObject({ proven: true, loans: 60, waiting: 0 })
    expect(report.entries).toBeGreaterThan(500)
    expect(progress).toEqual([50, 60])

    const balance = await trialBalance(test.database, businessId)
    expect(balance.currency).toBe('TZS')
    expect(balance.totalDebit).toBe(balance.totalCredit)
    expect(balance.totalDebit).toBeGreaterThan(0n)
    expect(balance.lines.map(({ code }) => code)).toContain('5102')
  })

  it('knows the accounts a business has renamed', async () => {
    const businessId = await createBusiness(test.database, {
      name: 'renamed',
      accountMapping: { glAsset: 'A-1', glIncome: 'I-1', glFee: 'F-1' },
    })
    const accounts = { '1101': 'A-1', '4101': 'I-1', '4102': 'F-1' }
    await postLoan(test.database, businessId, 'L-1', [
      disbursement(1, { adminFee: '1000', vat: '180', accounts }),
      revenueReport(2, { accounts }),
      repayment(3, { principal: '1000', interest: '1000', accounts }),
    ])
    const report = await verify(businessId)
    expect(report.differences.items).toEqual([])
    expect((await trialBalance(test.database, businessId)).lines).toContainEqual(
      expect.objectContaining({ code: 'A-1', debit: 2_499_000n, credit: 0n }),
    )
  })

  it('proves loans in which events were reversed, and in which a reversal was refused', async () => {
    const businessId = await newBusiness('reversed')
    const story = [
      disbursement(1, { adminFee: '50000', vat: '9000' }),
      revenueReport(2, { month: '2025-01', amount: '100000' }),
      repayment(3, { principal: '500000', interest: '130000' }),
      revenueReport(4, { month: '2025-02', amount: '80000' }),
      repayment(5, { principal: '100000', interest: '20000', date: '2025-03-15' }),
    ]
    const undo = (seq: number, of: number, cascade = false) =>
      reversal(seq, eventIdOf(of), { cascade })
    await postLoan(test.database, businessId, 'revenue', [
      ...story,
      undo(6, 2),
      revenueReport(7, { month: '2025-01', amount: '90000' }),
    ])
    await postLoan(test.database, businessId, 'repayment', [...story, undo(6, 3), undo(7, 5)])
    await postLoan(test.database, businessId, 'blocked', [
      ...story,
      undo(6, 1),
      disbursement(7, { amount: '2600000' }),
    ])
    await postLoan(test.database, businessId, 'cascade', [
      ...story,
      undo(6, 1, true),
      disbursement(7, { amount: '2600000', customerId: 'C-2' }),
      revenueReport(8, { month: '2025-01', amount: '90000', customerId: 'C-2' }),
    ])
    const report = await verify(businessId)
    expect(report.differences.items).toEqual([])
    expect(report).toMatchObject({ proven: true, loans: 4, waiting: 0 })
    const reversed = await test.database.prisma.loanEvent.count({
      where: { businessId, status: 'REVERSED' },
    })
    expect(reversed).toBe(1 + 2 + 5)
  })

  it('lists a loan in flight apart, with what waits', async () => {
    const businessId = await newBusiness('in flight')
    await postLoan(test.database, businessId, 'L-1', [disbursement(1)])
    await stageLoan(test.database, businessId, 'L-1', [revenueReport(2)])
    expect(await verify(businessId)).toMatchObject({ proven: true, waiting: 1 })

    await embeddedLms(test.database).take({ businessId, loanId: 'L-1' })
    const report = await verify(businessId)
    expect(report.differences.items).toEqual([])
    expect(report).toMatchObject({ proven: true, waiting: 1 })
    expect(report.inFlight.items).toEqual([{ businessId, loanId: 'L-1', loanSeq: 2, ledgerSeq: 1 }])
  })

  it('lists a compensation that is owed, and proves the books after it', async () => {
    const businessId = await newBusiness('compensated')
    const rule = { rule: () => ({ code: 'PERIOD_LOCKED', message: 'Not now.' }) }
    const refusing = new EmbeddedAccounting(test.database, rule)
    await postLoan(test.database, businessId, 'L-1', [disbursement(1)])
    await stageLoan(test.database, businessId, 'L-1', [
      revenueReport(2),
      repayment(3, { principal: '1000' }),
    ])
    const lms = embeddedLms(test.database)
    const { streamId, taken } = await lms.take({ businessId, loanId: 'L-1' })
    await refusing.post({ streamId, taken })
    const owing = await verify(businessId)
    expect(owing.differences.items).toEqual([])
    expect(owing.owed.items).toEqual([
      expect.objectContaining({ loanId: 'L-1', code: 'PERIOD_LOCKED' }),
    ])

    await lms.compensate(streamId)
    const again = await lms.take({ businessId, loanId: 'L-1' })
    await new EmbeddedAccounting(test.database).post({ streamId, taken: again.taken })
    const report = await verify(businessId)
    expect(report.differences.items).toEqual([])
    expect(report).toMatchObject({ proven: true, waiting: 0, owed: { count: 0 } })
  })

  it('lists a parked event, and goes on proving what lies before it', async () => {
    const businessId = await newBusiness('parked')
    await postLoan(test.database, businessId, 'L-1', [disbursement(1)])
    await stageLoan(test.database, businessId, 'L-1', [revenueReport(2, { amount: '-5' })])
    await embeddedLms(test.database).take({ businessId, loanId: 'L-1' })
    const report = await verify(businessId)
    expect(report.differences.items).toEqual([])
    expect(report.parked.items).toEqual([
      expect.objectContaining({ loanId: 'L-1', code: 'UNHANDLED' }),
    ])
  })

  it('looks at one business only where it is asked to', async () => {
    const businessId = await newBusiness('alone')
    await postLoan(test.database, businessId, 'L-1', [disbursement(1)])
    const report = await verify(businessId)
    expect(report).toMatchObject({ loans: 1, entries: 1, totals: [{ businessId, name: 'alone' }] })
    expect((await verifyBooks(test.database)).loans).toBeGreaterThan(1)
  })
})
