import { fixedClock } from '../../src/platform/clock'
import type { CommandRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { LoanStack } from '../support/loan-stack'
import { patience } from '../support/patience'
import type { TestLoan } from '../support/test-loan'
import { OwnLoan } from '../support/own-loan'

/** What the tests themselves ask. */
const OF_TESTS = 'test_'

describe('Commands of our own LMS through a workflow', () => {
  let stack: LoanStack
  const today = fixedClock(new Date())
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  function newLoan(): { told: TestLoan; commands: OwnLoan } {
    const told = stack.loan()
    return { told, commands: new OwnLoan({ database: stack.database, clock: today }, told.ref) }
  }

  const submit = (request: CommandRequest) => stack.intake.command(request, patience(10_000))

  const outcomeOf = async (
    loan: TestLoan,
    request: CommandRequest,
  ): Promise<string | undefined> => {
    await submit(request)
    return (await loan.outcomes()).at(-1)
  }

  it('answers each command with what became of it', async () => {
    await stack.startWorker()
    const { told, commands } = newLoan()
    expect(await outcomeOf(told, commands.submit())).toBe('POSTED')
    expect(await outcomeOf(told, commands.repay('100'))).toMatch(/^FAILED /)
    expect(await outcomeOf(told, commands.approve())).toBe('POSTED')
    expect(await outcomeOf(told, commands.disburse())).toBe('POSTED')
    expect(await outcomeOf(told, commands.repay('1224000'))).toBe('POSTED')
    expect(await told.seen()).toMatchObject({ status: 'Closed (obligations met)' })
    expect(await outcomeOf(told, commands.command('CREDIT_REFUND', { amount: '1' }))).toMatch(
      /^FAILED /,
    )
  })

  it('serialises different commands that come at once, each judged on what it meets', async () => {
    await stack.startWorker()
    const { told, commands } = newLoan()
    for (const request of [commands.submit(), commands.approve()]) await submit(request)
    await Promise.all(Array.from({ length: 6 }, () => submit(commands.disburse())))
    await told.settled()
    const outcomes = (await told.outcomes()).slice(2)
    expect(outcomes.filter((outcome) => outcome === 'POSTED')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome.startsWith('FAILED'))).toHaveLength(5)
  })

  it('costs no more statements than that of a pushed loan', async () => {
    await stack.startWorker()
    const { commands } = newLoan()
    for (const request of [commands.submit(), commands.approve(), commands.disburse()]) {
      await submit(request)
    }
    const before = stack.database.statementCounts()
    await submit(commands.repay('100'))
    const counts = Object.entries(stack.database.statementCounts())
      .filter(([name]) => !name.startsWith(OF_TESTS))
      .map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)])
      .filter(([, count]) => count > 0)
    expect(Object.fromEntries(counts)).toEqual({ stage_events: 1, pass_load: 1, pass_write: 1 })
  })

  it('leaves what is proven', async () => {
    const report = await verifyBooks(stack.database)
    expect(report.differences.items).toEqual([])
    expect(report).toMatchObject({ loans: 3, behind: { count: 0 } })
  })
})
