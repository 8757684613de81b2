import { expectBooksEqualLms } from '../support/books-check'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

function untilCompleted(loan: TestLoan): Promise<string> {
  return eventually('the workflow to complete', async () => {
    const { status, runId } = await loan.handle.describe()
    return status.name === 'COMPLETED' ? runId : undefined
  })
}

describe('A quiet loan', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start({ quietMs: 400 })
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  it('that is closed completes, and starts again with the next event', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.settlement({ principal: '2500000' }), 10_000)
    expect((await loan.seen()).status).toBe('Closed (obligations met)')
    const firstRun = await untilCompleted(loan)
    await recordHistory('one-pass-quiet-and-closed', loan, firstRun)

    await loan.submit(loan.repayment({ principal: '100' }), 10_000)
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    const { runId, status } = await loan.handle.describe()
    expect([runId === firstRun, status.name]).toEqual([false, 'RUNNING'])
    await loan.idleHistory()
    expect((await loan.seen()).status).toBe('Overpaid')
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-started-again', loan)
  })

  it('that is open stays', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect((await loan.handle.describe()).status.name).toBe('RUNNING')
  })

  it('that gets an event in time starts its quiet period over, with one timer at a time', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.repayment({ principal: '2500000' }), 10_000)
    for (let fees = 1; fees <= 4; fees += 1) {
      await loan.submit(loan.settlement({ principal: '1', fee: String(fees) }), 10_000)
    }
    await untilCompleted(loan)
    const history = await loan.history()
    const timers = history.filter((event) => event.timerStartedEventAttributes)
    expect(timers.length).toBeLessThanOrEqual(3)
    expect(await loan.outcomes()).toEqual([
      'POSTED',
      'POSTED',
      ...Array<string>(4).fill('FAILED LOAN_NOT_ACTIVE'),
    ])
  })
})
