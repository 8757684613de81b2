import type { JudgedResult, Wake } from '../../src/contract/step-results'
import type { LmsGateway } from '../../src/lms/lms-gateway'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

const WHAT = 'accrual through 2026-01-31'

function wakeIn(milliseconds: number): Wake {
  const at = new Date(Date.now() + milliseconds).toISOString()
  return { at, on: '2026-02-01', what: WHAT }
}

/** An LMS that says of each pass of a loan in turn when to look next; of those beyond, never. */
class SaysWhen {
  readonly #wakes = new Map<string, (Wake | null)[]>()
  readonly #passes = new Map<string, number>()

  of({ ref }: TestLoan, ...wakes: (Wake | null)[]): void {
    this.#wakes.set(ref.loanId, wakes)
  }

  passes({ ref }: TestLoan): number {
    return this.#passes.get(ref.loanId) ?? 0
  }

  around(real: LmsGateway): LmsGateway {
    return {
      ...real,
      take: async (loan) => this.#said(loan.loanId, await real.take(loan)),
    }
  }

  #said(loanId: string, result: JudgedResult): JudgedResult {
    const pass = this.#passes.get(loanId) ?? 0
    this.#passes.set(loanId, pass + 1)
    return { ...result, wake: this.#wakes.get(loanId)?.[pass] ?? null }
  }
}

describe('What falls due on a loan by the clock', () => {
  let stack: LoanStack
  const says = new SaysWhen()
  beforeAll(async () => {
    stack = await LoanStack.start({ quietMs: 300 })
    await stack.startWorker({ lms: (real) => says.around(real) })
  })
  afterAll(() => stack.close())

  const passes = (loan: TestLoan, count: number) =>
    eventually(`${count} passes`, () => (says.passes(loan) >= count ? true : undefined))

  const timersOf = async (loan: TestLoan, runId?: string) => {
    const history = await loan.idleHistory(0, runId)
    return {
      started: history.flatMap(({ timerStartedEventAttributes: timer, userMetadata }) =>
        timer ? [Buffer.from(userMetadata?.summary?.data ?? []).toString()] : [],
      ),
      fired: history.filter((event) => event.timerFiredEventAttributes).length,
      cancelled: history.filter((event) => event.timerCanceledEventAttributes).length,
    }
  }

  it('wakes it at its instant, by a timer that says what for', async () => {
    const loan = stack.loan()
    says.of(loan, wakeIn(2_000))
    await loan.submit(loan.disbursement(), 10_000)
    expect((await loan.seen()).details).toContain(`Next: ${WHAT}.`)
    await passes(loan, 2)
    await eventually('nothing to be due any more', async () =>
      (await loan.seen()).details.includes('Next:') ? undefined : true,
    )
    expect(await timersOf(loan)).toEqual({ started: [`"Next: ${WHAT}"`], fired: 1, cancelled: 0 })
    await recordHistory('due-by-timer', loan)
  })

  it('is looked for once at an instant that does not pass, whoever’s clock is wrong', async () => {
    const loan = stack.loan()
    const gone = wakeIn(-1_000)
    says.of(loan, gone, gone, gone)
    await loan.submit(loan.disbursement(), 10_000)
    await passes(loan, 2)
    expect(await timersOf(loan)).toMatchObject({ started: [expect.anything()], fired: 1 })
    expect(says.passes(loan)).toBe(2)
  })

  it('takes an earlier instant’s timer, and lets an earlier timer be', async () => {
    const loan = stack.loan()
    says.of(loan, wakeIn(3_600_000), wakeIn(7_200_000), wakeIn(2_000))
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.repayment({ principal: '100' }), 10_000)
    expect(await timersOf(loan)).toMatchObject({ started: [expect.anything()], cancelled: 0 })
    await loan.submit(loan.repayment({ principal: '200' }), 10_000)
    await passes(loan, 4)
    expect(await timersOf(loan)).toMatchObject({
      ...{ started: [expect.anything(), expect.anything()], fired: 1, cancelled: 1 },
    })
    await recordHistory('due-timer-outrun-by-a-command', loan)
  })

  it('goes on where something is due so late that no timer could wait for it', async () => {
    const loan = stack.loan()
    says.of(loan, { at: '9798-01-01T00:00:00.000Z', on: '9798-01-01', what: 'charges due' })
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.repayment({ principal: '100' }), 10_000)
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED'])
    expect(await timersOf(loan)).toMatchObject({ started: [] })
  })

  it('is kept through a new run', async () => {
    const loan = stack.loan()
    const wake = wakeIn(5_000)
    says.of(loan, wake, wake, wake, wake)
    await loan.stage(loan.disbursement())
    const short = { continueAsNewEvents: 20, quietMs: 60_000, inOnePass: true } as const
    await stack.tellerWith(short).start(loan.ref)
    const { runId } = await loan.handle.describe()
    for (const principal of ['100', '200', '300']) {
      await loan.submit(loan.repayment({ principal }), 10_000)
    }
    const nextRun = await eventually('a new run', async () => {
      const { runId: now } = await loan.handle.describe()
      return now === runId ? undefined : now
    })
    await passes(loan, 5)
    expect(await timersOf(loan, nextRun)).toMatchObject({ started: [expect.anything()], fired: 1 })
    await recordHistory('due-timer-before-continue-as-new', loan, runId)
    await recordHistory('due-timer-after-continue-as-new', loan)
  })

  it('keeps a closed loan’s workflow until nothing is due any more', async () => {
    const loan = stack.loan()
    says.of(loan, null, wakeIn(2_000))
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.settlement({ principal: '2500000' }), 10_000)
    await passes(loan, 3)
    await eventually('the workflow to complete', async () =>
      (await loan.handle.describe()).status.name === 'COMPLETED' ? true : undefined,
    )
    const { started } = await timersOf(loan)
    expect(started).toEqual([`"Next: ${WHAT}"`, '"Closed: ends when quiet"'])
    await recordHistory('due-timer-of-a-closed-loan', loan)
  })

  it('costs six history events by its timer, the next one’s start among them', async () => {
    const loan = stack.loan()
    says.of(loan, wakeIn(2_000), wakeIn(3_600_000))
    await loan.submit(loan.disbursement(), 10_000)
    const before = (await loan.idleHistory()).length
    await passes(loan, 2)
    expect((await loan.idleHistory(before)).length - before).toBe(6)
  })

  it('costs five by the relay', async () => {
    const loan = stack.loan()
    says.of(loan, wakeIn(3_600_000), wakeIn(3_600_000))
    await loan.submit(loan.disbursement(), 10_000)
    const before = (await loan.idleHistory()).length
    await stack.teller.due(loan.ref)
    await passes(loan, 2)
    expect((await loan.idleHistory(before)).length - before).toBe(5)
  })

  it('wakes it by a signal where it has no timers', async () => {
    const teller = stack.tellerWith({
      ...{ continueAsNewEvents: 400, quietMs: 60_000, inOnePass: true, timers: 'off' },
    })
    const loan = stack.loan()
    await loan.stage(loan.disbursement())
    says.of(loan, wakeIn(1_000), wakeIn(1_000))
    await teller.due(loan.ref)
    await loan.settled()
    await teller.due(loan.ref)
    await passes(loan, 2)
    expect(await timersOf(loan)).toEqual({ started: [], fired: 0, cancelled: 0 })
    const history = await loan.idleHistory()
    const signals = history.flatMap(
      (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
    )
    expect(signals).toEqual(['due', 'due'])
    await recordHistory('due-by-signal', loan)
  })
})
