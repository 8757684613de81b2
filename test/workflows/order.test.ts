import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

describe('The order of a loan', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('is seq, however the signals were shuffled before the worker runs', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement(),
      loan.revenue({ amount: '5000' }),
      loan.repayment({ interest: '5000' }),
      loan.revenue({ month: '2025-02', amount: '7000' }),
      loan.settlement({ principal: '2500000', interest: '7000' }),
    )
    await loan.signal(5, 'EARLY_SETTLEMENT')
    await loan.signal(3, 'REPAYMENT')
    await loan.signal(1, 'DISBURSEMENT')
    await loan.signal(4, 'REVENUE_REPORT')
    await loan.signal(2, 'REVENUE_REPORT')

    await stack.startWorker()
    await loan.settled()
    expect(await loan.outcomes()).toEqual(Array(5).fill('POSTED'))
    await loan.idleHistory()
    expect((await loan.timeline()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect((await loan.seen()).status).toBe('Closed (obligations met)')
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-shuffled-signals', loan)
  })

  it('is not disturbed by a signal for an event that was taken', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const before = await loan.idleHistory()
    await loan.signal(1, 'DISBURSEMENT')
    const after = await loan.idleHistory(before.length)

    expect(after.slice(before.length).map(({ eventType }) => eventType)).toHaveLength(4)
    expect(await loan.outcomes()).toEqual(['POSTED'])
    await recordHistory('one-pass-repeated-signal', loan)
  })

  it('is not disturbed by a signal or an update for an event that nobody staged', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const before = await loan.state()
    await loan.signal(99)

    expect(await loan.process(98)).toEqual({ seq: 98, status: 'SEE_ROW' })
    expect(await loan.state()).toEqual(before)
    await loan.submit(loan.repayment({ principal: '100' }), 10_000)
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED'])
    await recordHistory('one-pass-forged-signal', loan)
  })

  it('answers an update for an event beyond the ones it takes', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement())
    const answer = loan.process(7)
    await stack.startWorker()

    expect(await answer).toEqual({ seq: 7, status: 'SEE_ROW' })
    expect(await loan.outcomes()).toEqual(['POSTED'])
  })

  it('fills a gap as soon as it can', async () => {
    const gate = stack.gate()
    const loan = stack.loan()
    await loan.stage(loan.disbursement())
    await loan.signal(3)
    await stack.startWorker({
      accounting: (real) => ({
        post: async (batch) => {
          await gate.pass()
          return real.post(batch)
        },
      }),
    })
    await gate.reached
    const staged = await loan.stage(
      loan.repayment({ principal: '100' }),
      loan.repayment({ principal: '200' }),
    )
    expect(staged).toMatchObject([{ tell: false }, { tell: false }])
    gate.open()

    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    await loan.idleHistory()
    expect((await loan.timeline()).map(({ seq }) => seq)).toEqual([1, 2, 3])
    await recordHistory('one-pass-gap-that-fills', loan)
  })
})
