import { setTimeout } from 'node:timers/promises'

import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

describe('A loan that continues as new', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start({ continueAsNewEvents: 14 })
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('takes along the events that wait, in order, and what operators see', async () => {
    const gate = stack.gate()
    const loan = stack.loan()
    await stack.startWorker({
      accounting: (real) => ({
        post: async (batch) => {
          if (batch.taken[0]?.seq === 3) await gate.pass()
          return real.post(batch)
        },
      }),
    })
    await loan.submit(loan.disbursement(), 10_000)
    await loan.submit(loan.revenue({ amount: '5000' }), 10_000)
    const { runId: firstRun } = await loan.handle.describe()
    const third = loan.submit(loan.repayment({ interest: '5000' }), 10_000)
    await gate.reached
    const staged = await loan.stage(
      loan.revenue({ month: '2025-02', amount: '7000' }),
      loan.repayment({ interest: '7000', principal: '100' }),
      loan.repayment({ principal: '200' }),
    )
    expect(staged).toMatchObject(Array(3).fill({ tell: false }))
    gate.open()
    await third
    await loan.settled()
    const secondRun = await loan.idleHistory()

    expect(await loan.outcomes()).toEqual(Array(6).fill('POSTED'))
    expect((await loan.handle.describe()).runId).not.toBe(firstRun)
    const [start] = secondRun
    expect(start?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBe(firstRun)
    expect(secondRun.some((event) => event.workflowExecutionSignaledEventAttributes)).toBe(false)
    expect((await loan.timeline()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    const { status, health, details } = await loan.seen()
    expect([status, health]).toEqual(['Active', 'OK'])
    expect(details).toContain('- no. 6 · REPAYMENT · 2025-02-15 · 2.00 · POSTED')
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-continue-as-new-with-events-waiting', loan, firstRun)
    await recordHistory('one-pass-continued-with-events-waiting', loan)
  })

  it('loses nothing while events keep coming', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const { runId: firstRun } = await loan.handle.describe()
    const sent: Promise<unknown>[] = []
    for (const request of loan.repayments(200)) {
      sent.push(loan.submit(request))
      await setTimeout(20)
      if (sent.length >= 20 && (await loan.handle.describe()).runId !== firstRun) break
    }
    await Promise.all(sent)
    await loan.settled()
    expect((await loan.handle.describe()).runId).not.toBe(firstRun)
    expect(new Set(await loan.outcomes())).toEqual(new Set(['POSTED']))
    expect(await loan.events()).toHaveLength(1 + sent.length)
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('shows where it stands before the first event of the new run', async () => {
    await stack.startWorker()
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const { runId: firstRun } = await loan.handle.describe()
    for (const request of loan.repayments(2)) await loan.submit(request, 10_000)
    await loan.idleHistory()

    const { runId } = await loan.handle.describe()
    expect(runId).not.toBe(firstRun)
    const { status, details } = await loan.seen()
    expect(status).toBe('Active')
    expect(details).toContain('**Active** · principal 24,997.97')
    expect(details).toContain('- no. 3 · REPAYMENT · 2025-02-15 · 1.02 · POSTED')
  })
})
