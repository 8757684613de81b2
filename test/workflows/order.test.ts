import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'

describe('The order of a loan', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterAll(() => stack.close())

  it('is seq, however the signals were shuffled before the worker runs', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement(),
      loan.revenue({ amount: '5000' }),
      loan.repayment({ principal: '0', interest: '5000' }),
      loan.revenue({ month: '2025-02', amount: '7000' }),
      loan.settlement({ principal: '2500000', interest: '7000' }),
    )
    await loan.signal(5, 'EARLY_SETTLEMENT')
    await loan.signal(3, 'REPAYMENT')
    await loan.signal(1, 'DISBURSEMENT')
    await loan.signal(4, 'REVENUE_REPORT')
    await loan.signal(2, 'REVENUE_REPORT')

    const worker = await stack.startWorker()
    await loan.settled()
    expect(await loan.outcomes()).toEqual(Array(5).fill('POSTED'))
    expect((await loan.timeline()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect((await loan.seen()).status).toBe('Closed (obligations met)')
    await expectBooksEqualLms(stack.database, loan.ref)
    await worker.stop()
  })
})
