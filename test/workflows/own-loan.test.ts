import { LOAN_PRODUCT, LOAN_STATUS } from '../../src/contract/search-attributes'
import { fixedClock } from '../../src/platform/clock'
import type { CommandRequest } from '../../src/stream/stage-request'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { LendingRequests } from '../support/lending-requests'
import { OwnLoan } from '../support/own-loan'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

const START = '2026-01-10'

describe('The workflow of a loan of our own LMS', () => {
  let stack: LoanStack
  const clock = fixedClock(`${START}T09:00:00Z`)
  beforeAll(async () => {
    stack = await LoanStack.start({ quietMs: 300 }, { lms: { clock } })
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  function newLoan(): { loan: TestLoan; own: OwnLoan } {
    const loan = stack.loan()
    return { loan, own: new OwnLoan({ database: stack.database, clock }, loan.ref) }
  }

  const send = (...commands: object[]) =>
    commands.reduce<Promise<unknown>>(
      (before, command) =>
        before.then(() => stack.intake.command(command as CommandRequest, 20_000)),
      Promise.resolve(),
    )

  async function attributesOf(loan: TestLoan) {
    const { typedSearchAttributes: attributes } = await loan.handle.describe()
    return [attributes.get(LOAN_PRODUCT), attributes.get(LOAN_STATUS)]
  }

  it('shows its product, its schedule and what falls due next', async () => {
    const { loan, own } = newLoan()
    await send(own.submit())
    expect(await attributesOf(loan)).toEqual(['STANDARD', 'Submitted'])
    await send(own.approve(), own.disburse())
    await loan.idleHistory()
    expect(await attributesOf(loan)).toEqual(['STANDARD', 'Active'])
    expect((await loan.seen()).details).toBe(
      [
        '**Active** · principal 12,000.00 · interest 240.00 · fees 0.00 · penalties 0.00 · credit 0.00 TZS',
        '0 of 2 installments paid · 6,120.00 due 2026-02-10',
        'Waits for the next event.',
        'Next: accrual through 2026-01-31.',
        [
          '- no. 1 · SUBMIT · 2026-01-10 · 12,000.00 · POSTED',
          '- no. 2 · APPROVE · 2026-01-10 · 12,000.00 · POSTED',
          '- no. 3 · DISBURSE · 2026-01-10 · 12,000.00 · POSTED',
        ].join('\n'),
      ].join('\n\n'),
    )
    await recordHistory('own-loan-disbursed', loan)
  })

  it('ends where its application is rejected, and starts again under its product', async () => {
    const { loan, own } = newLoan()
    await send(own.submit(), own.command('REJECT', {}))
    const firstRun = await eventually('the workflow to complete', async () => {
      const { status, runId } = await loan.handle.describe()
      return status.name === 'COMPLETED' ? runId : undefined
    })
    expect(await attributesOf(loan)).toEqual(['STANDARD', 'Rejected'])
    await recordHistory('own-loan-rejected', loan, firstRun)
    await send(own.approve())
    expect((await own.outcomes()).at(-1)).toMatch(/^APPROVE FAILED/)
    await loan.idleHistory()
    expect(await attributesOf(loan)).toEqual(['STANDARD', 'Rejected'])
  })

  it('tells Temporal nothing that somebody said, nor whose loan it is', async () => {
    const { loan } = newLoan()
    const said = new LendingRequests(loan.ref, 'C-Neema')
    const note = 'for the roof of Neema'
    await send(said.submit({ note, opensCustomer: true, customerName: 'Neema' }), said.repay('100'))
    const history = await loan.idleHistory()
    const payloads = JSON.stringify(history).matchAll(/"data":"([^"]+)"/g)
    const text = [...payloads].map(([, data = '']) => Buffer.from(data, 'base64').toString()).join()
    expect(text).toContain('"product":"STANDARD"')
    expect(text).toContain('"kind":"REPAY"')
    expect(text).not.toContain('Neema')
  })

  it('takes one of two equal commands that come at once, and judges each by what it meets', async () => {
    const { own } = newLoan()
    await send(own.submit())
    await Promise.all([own.approve(), own.approve(), own.disburse()].map((one) => send(one)))
    await Promise.all([own.disburse(), own.disburse(), own.repay('1000')].map((one) => send(one)))
    const outcomes = await own.outcomes()
    const posted = outcomes.filter((outcome) => outcome.endsWith('POSTED'))
    const failed = outcomes.filter((outcome) => outcome.includes('FAILED'))
    expect(outcomes).toHaveLength(7)
    expect([...posted, ...failed]).toHaveLength(7)
    expect(posted.filter((outcome) => outcome.startsWith('APPROVE'))).toHaveLength(1)
    expect(posted.filter((outcome) => outcome.startsWith('DISBURSE'))).toHaveLength(1)
  })

  it('is woken by the clock of another day, and does what is due', async () => {
    const { loan, own } = newLoan()
    await send(own.submit(), own.approve(), own.disburse())
    clock.set('2026-02-11T00:00:00Z')
    await stack.teller.due(loan.ref)
    await eventually('the accrual', async () =>
      (await own.outcomes()).includes('ACCRUAL POSTED') ? true : undefined,
    )
    await loan.idleHistory()
    expect((await loan.seen()).details).toContain('Next: accrual through 2026-02-28.')
    await recordHistory('own-loan-accrued', loan)
    clock.set(`${START}T09:00:00Z`)
  })
})
