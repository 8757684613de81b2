import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

/** What the loan's start costs once, beside its first event: the start itself and one upsert. */
const START = 2

describe('The cost of an event in Temporal history', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('is 5 for one that is pushed', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await loan.settled()
    const first = (await loan.idleHistory()).length
    await loan.submit(loan.repayment({ principal: '100' }))
    await loan.settled()
    const second = (await loan.idleHistory(first)).length

    expect(first).toBe(5 + START)
    expect(second - first).toBe(5)
    await recordHistory('one-pass-pushed-events', loan)
  })

  it('is 6 for one that is waited for', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const first = (await loan.idleHistory()).length
    await loan.submit(loan.repayment({ principal: '100' }), 10_000)
    const second = (await loan.idleHistory(first)).length

    expect(first).toBe(6 + START)
    expect(second - first).toBe(6)
    await recordHistory('one-pass-waited-for-events', loan)
  })

  it('is below 0.3 an event for a backlog of 100', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await Promise.all(loan.repayments(99).map((request) => loan.submit(request)))
    await stack.intake.drain()
    await stack.startWorker()
    await loan.settled()
    const length = (await loan.idleHistory()).length

    expect(await loan.outcomes()).toEqual(Array(100).fill('POSTED'))
    expect(length).toBe(5 + START)
    expect(length / 100).toBeLessThan(0.3)
    await recordHistory('one-pass-backlog', loan)
  })
})
