import { fixedClock } from '../../src/platform/clock'
import type { CommandRequest, StageRequest } from '../../src/stream/stage-request'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { OwnLoan } from '../support/own-loan'
import type { TestLoan } from '../support/test-loan'

const OF_TESTS = 'test_'
/** As of a pushed event: staged, read and written, by two transactions. */
const ONE_PASS = { stage_events: 1, pass_load: 1, pass_write: 1 }

describe('The cost of a command that is waited for', () => {
  let stack: LoanStack
  let loan: TestLoan
  let own: OwnLoan
  const clock = fixedClock('2026-01-10T09:00:00Z')
  beforeAll(async () => {
    stack = await LoanStack.start({ timers: 'off' }, { lms: { clock } })
    await stack.startWorker()
  })
  beforeEach(async () => {
    clock.set('2026-01-10T09:00:00Z')
    loan = stack.loan()
    own = new OwnLoan({ database: stack.database, clock }, loan.ref)
    for (const command of [own.submit(), own.approve(), own.disburse()]) await send(command)
  })
  afterAll(() => stack.close())

  const send = (command: StageRequest) => stack.intake.command(command as CommandRequest, 20_000)

  /** What is sent to PostgreSQL, and how much longer the history is. */
  async function costOf(work: () => Promise<unknown>) {
    const length = (await loan.idleHistory()).length
    const before = stack.database.statementCounts()
    await work()
    const history = (await loan.idleHistory(length)).length - length
    const statements = Object.entries(stack.database.statementCounts())
      .filter(([name]) => !name.startsWith(OF_TESTS))
      .map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)])
      .filter(([, count]) => count > 0)
    return { history, statements: Object.fromEntries(statements) }
  }

  it('is that of a pushed event, however many came before', async () => {
    const fifth = await costOf(() => send(own.repay('1000')))
    for (let nth = 0; nth < 20; nth += 1) await send(own.repay('1000'))
    const later = await costOf(() => send(own.repay('1000')))
    expect([fifth, later]).toEqual(Array(2).fill({ history: 6, statements: ONE_PASS }))
  })

  it('is once more the reading where a month end is made up before it', async () => {
    clock.set('2026-02-01T09:00:00Z')
    const cost = await costOf(() => send(own.repay('1000')))
    expect(cost).toEqual({
      ...{ history: 6, statements: { ...ONE_PASS, pass_load: 1, stage_due: 1 } },
    })
    expect(await own.outcomes()).toContain('ACCRUAL POSTED')
  })

  it('of a month end alone is five history events and four statements', async () => {
    clock.set('2026-02-01T09:00:00Z')
    const cost = await costOf(async () => {
      await stack.teller.due(loan.ref)
      await eventually('the accrual', async () =>
        (await own.outcomes()).includes('ACCRUAL POSTED') ? true : undefined,
      )
    })
    expect(cost).toEqual({
      ...{ history: 5, statements: { pass_load: 1, stage_due: 1, pass_write: 1 } },
    })
  })
})
