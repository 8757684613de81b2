import { fixedClock } from '../../src/platform/clock'
import type { CommandRequest } from '../../src/stream/stage-request'
import { loansaga, succeed } from '../support/command'
import { eventually } from '../support/eventually'
import { infrastructure } from '../support/infrastructure'
import { LoanStack } from '../support/loan-stack'
import { OwnLoan } from '../support/own-loan'
import { patience } from '../support/patience'

const START = '2026-01-10'

describe('./loansaga replay', () => {
  let stack: LoanStack
  const clock = fixedClock(`${START}T09:00:00Z`)
  beforeAll(async () => {
    await succeed('--version')
    stack = await LoanStack.start({ quietMs: 300 }, { lms: { clock } })
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  const send = async (...commands: CommandRequest[]) => {
    for (const command of commands) await stack.intake.command(command, patience(20_000))
  }

  /** Of this test's business, as a lender's operator would narrow it down. */
  async function replay(query: string): Promise<{ code: unknown; output: string }> {
    const ofThisTest = `LoanBusiness = '${stack.businessId}' AND ${query}`
    const env = { TEMPORAL_ADDRESS: infrastructure().temporalAddress }
    const command = loansaga(['replay', '--query', ofThisTest], env)
    return { code: await command.ended, output: command.output() }
  }

  it('finds loans of our own by their product and where they stand, and replays their runs', async () => {
    const [open, closed] = ['L-open', 'L-closed'].map((loanId) => {
      const ref = { businessId: stack.businessId, loanId }
      return new OwnLoan({ database: stack.database, clock }, ref)
    }) as [OwnLoan, OwnLoan]
    for (const loan of [open, closed]) await send(loan.submit(), loan.approve(), loan.disburse())
    clock.set('2026-02-12T09:00:00Z')
    await send(open.repay('50000'), open.repay('60000'), open.addCharge({}))
    await send(await open.reversal(4), open.command('WAIVE_INTEREST', { amount: '100' }))
    await send(closed.repay('1225000'), closed.command('CREDIT_REFUND', { amount: '1000' }))
    await eventually('both to be listed as they stand', async () => {
      const of = (query: string) =>
        stack.client.workflow.count(`LoanBusiness = '${stack.businessId}' AND ${query}`)
      const [running, ended] = [
        await of("LoanStatus = 'Active' AND ExecutionStatus = 'Running'"),
        await of("ExecutionStatus = 'Completed'"),
      ]
      return running.count === 1 && ended.count >= 1 ? true : undefined
    })

    const active = await replay("LoanProduct = 'STANDARD' AND LoanStatus = 'Active'")
    expect(active).toEqual({ code: 0, output: expect.stringContaining('All 1 runs replay') })
    const all = await replay("LoanProduct = 'STANDARD'")
    expect(all).toEqual({ code: 0, output: expect.stringMatching(/All [2-9] runs replay/) })
    const pushed = await replay("LoanProduct = '(pushed)'")
    expect(pushed).toEqual({ code: 2, output: expect.stringContaining('NOT CHECKED') })
  })
})
