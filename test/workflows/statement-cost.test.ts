import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'

/** What the tests themselves ask. */
const OF_TESTS = 'test_'
/** Those that write, each a transaction of its own. */
const WRITING = ['stage_events', 'pass_write']

/** All of them are prepared once and then cost one round trip each. */
const ONE_PASS = { stage_events: 1, pass_load: 1, pass_write: 1 }

describe('The cost of an event in PostgreSQL and in bytes', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  /** How often each statement was sent while something was done. */
  async function statements(work: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = stack.database.statementCounts()
    await work()
    const counts = Object.entries(stack.database.statementCounts())
      .filter(([name]) => !name.startsWith(OF_TESTS))
      .map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)])
    return Object.fromEntries(counts.filter(([, count]) => count > 0))
  }

  it('is three statements in two writing transactions for one that is pushed', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await loan.settled()
    const sent = await statements(async () => {
      await loan.submit(loan.repayment({ principal: '100' }))
      await loan.settled()
    })
    expect(sent).toEqual(ONE_PASS)
    expect(Object.keys(sent).filter((name) => WRITING.includes(name))).toHaveLength(2)
  })

  it('is the same for one that is waited for: the answer comes without asking', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const sent = await statements(() => loan.submit(loan.repayment({ principal: '100' }), 10_000))
    expect(sent).toEqual(ONE_PASS)
  })

  it('is its staging and little more in a backlog of 100', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement())
    await stack.intake.drain()
    const sent = await statements(async () => {
      for (const request of loan.repayments(99)) await loan.submit(request)
      await stack.startWorker()
      await loan.settled()
    })
    expect(sent).toEqual({ ...ONE_PASS, stage_events: 99 })
  })

  it('is bounded in bytes of history, alone and in a backlog', async () => {
    await stack.startWorker()
    const alone = stack.loan()
    await alone.submit(alone.disbursement())
    await alone.settled()
    const first = (await alone.idleHistory()).length
    const before = await historyBytes(alone)
    await alone.submit(alone.repayment({ principal: '100' }))
    await alone.settled()
    await alone.idleHistory(first)
    expect((await historyBytes(alone)) - before).toBeLessThan(1_800)

    await stack.stopWorkers()
    const backlog = stack.loan()
    await backlog.submit(backlog.disbursement())
    await Promise.all(backlog.repayments(99).map((request) => backlog.submit(request)))
    await stack.intake.drain()
    await stack.startWorker()
    await backlog.settled()
    await backlog.idleHistory()
    expect((await historyBytes(backlog)) / 100).toBeLessThan(200)
  })
})

async function historyBytes(loan: TestLoan): Promise<number> {
  const { historySize } = await loan.handle.describe()
  if (historySize === undefined) throw new Error('the server tells no size of the history')
  return historySize
}
