import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { WorkflowNotFoundError } from '@temporalio/client'
import { pino } from 'pino'

import { fixedClock, systemClock } from '../../src/platform/clock'
import { startTemporal } from '../../src/platform/embedded/temporal'
import type { EmbeddedTemporal } from '../../src/platform/embedded/temporal'
import { findTemporalBinary } from '../../src/platform/embedded/temporal-binary'
import { createWorkerMetrics } from '../../src/platform/worker-metrics'
import { recover } from '../../src/recovery/recover'
import { createIntake } from '../../src/stream/create-intake'
import { connectTemporal } from '../../src/temporal/client'
import type { TemporalClient } from '../../src/temporal/client'
import { LoanTeller } from '../../src/temporal/loan-teller'
import { createLoanWorker } from '../../src/processes/loan-worker'
import { loanWorkflowId } from '../../src/temporal/loan-workflow-id'
import { LOAN_HEALTH, LOAN_STATUS } from '../../src/contract/search-attributes'
import { verifyBooks } from '../../src/verify/verify-books'
import { expectBooksEqualLms } from '../support/books-check'
import { eventually } from '../support/eventually'
import { killWithThisProcess } from '../support/guardian'
import { infrastructure } from '../support/infrastructure'
import { LoanStack } from '../support/loan-stack'
import { OwnLoan } from '../support/own-loan'
import type { TestLoan } from '../support/test-loan'

describe('Recovery after Temporal has lost its storage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-recover-'))
  let stack: LoanStack
  let server: EmbeddedTemporal
  /** The server that replaces the lost one: it knows of no workflow. */
  let fresh: TemporalClient
  let teller: LoanTeller
  let stopWorker = () => Promise.resolve()

  beforeAll(async () => {
    stack = await LoanStack.start()
    const { path } = await findTemporalBinary(process.env)
    server = await startTemporal({ binary: path, dataDirectory: folder, persistent: false })
    killWithThisProcess(server.process.pid, folder)
    fresh = await connectTemporal({ address: server.address, namespace: 'default' })
    const loanOptions = { continueAsNewEvents: 400, quietMs: 3_600_000, inOnePass: true as const }
    teller = new LoanTeller(fresh.client, { taskQueue: stack.taskQueue, loanOptions })
  })
  afterAll(async () => {
    await stopWorker()
    await stack.close()
    await fresh.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const handleOf = (loan: TestLoan) => fresh.client.workflow.getHandle(loanWorkflowId(loan.ref))
  const recoverNow = (onProgress: (done: number, total: number) => void = () => undefined) =>
    recover({ database: stack.database, teller, onProgress })
  const seen = (loan: TestLoan, status: string, health: string) =>
    eventually(`${loan.ref.loanId} to show ${status} and ${health}`, async () => {
      const { typedSearchAttributes: shown } = await handleOf(loan).describe()
      const isRight = shown.get(LOAN_STATUS) === status && shown.get(LOAN_HEALTH) === health
      return isRight ? true : undefined
    })

  it('gives every open loan its workflow back, and posts what was accepted, once', async () => {
    const idle = Array.from({ length: 20 }, () => stack.loan())
    const [closed, parked, waiting, cut] = [stack.loan(), stack.loan(), stack.loan(), stack.loan()]
    const worker = await stack.startWorker()
    for (const loan of [...idle, closed, waiting, cut]) {
      await loan.submit(loan.disbursement({ amount: '100000' }))
    }
    await closed.submit(closed.settlement({ principal: '100000', interest: '0' }))
    await parked.submit(parked.disbursement({ amount: 'much' }), 10_000)
    await Promise.all([...idle, closed, waiting, cut].map((loan) => loan.settled()))
    await worker.stop()
    // Told to a server whose storage is lost next.
    await Promise.all(waiting.repayments(30).map((request) => waiting.submit(request)))
    await stack.intake.drain()
    // Half done when it was lost: the LMS has taken these, Accounting has not.
    await cut.stage(...cut.repayments(3))
    await stack.lms().take(cut.ref)

    const onProgress = jest.fn()
    const first = await recoverNow(onProgress)
    expect(first).toEqual({ told: 2, started: 21, running: 2 })
    expect(onProgress).toHaveBeenLastCalledWith(25, 25)
    await expect(handleOf(closed).describe()).rejects.toThrow(WorkflowNotFoundError)

    await startFreshWorker()
    await Promise.all([waiting, cut].map((loan) => loan.settled()))
    expect(await waiting.outcomes()).toEqual(Array(31).fill('POSTED'))
    expect(await cut.outcomes()).toEqual(Array(4).fill('POSTED'))
    for (const loan of [...idle, waiting, cut]) {
      await expectBooksEqualLms(stack.database, loan.ref)
      await seen(loan, 'Active', 'OK')
    }
    await seen(parked, 'Approved', 'PARKED')
    const report = await verifyBooks(stack.database)
    expect(report.differences.items).toEqual([])
  })

  it('changes nothing when it is run again, while business goes on', async () => {
    const busy = stack.loan()
    const told = createIntake({
      database: stack.database,
      teller,
      logger: pino({ level: 'silent' }),
    })
    await told.submit(busy.disbursement(), null)
    const running = busy.repayments(40).map((request) => told.submit(request, null))
    const [again] = await Promise.all([recoverNow(), ...running])
    await told.drain()
    await busy.settled()

    expect(again.started).toBeLessThanOrEqual(1)
    expect(again.running).toBeGreaterThanOrEqual(23)
    expect(await busy.outcomes()).toEqual(Array(41).fill('POSTED'))
    await expectBooksEqualLms(stack.database, busy.ref)
  })

  it('gives open loans of our own LMS their workflow back, and takes what waits', async () => {
    const clock = fixedClock(new Date())
    const [approved, active, closed] = [stack.loan(), stack.loan(), stack.loan()]
    const ownOf = ({ ref }: TestLoan) => new OwnLoan({ database: stack.database, clock }, ref)
    const [applied, owed, paid] = [ownOf(approved), ownOf(active), ownOf(closed)]
    await applied.do(applied.submit(), applied.approve())
    await owed.open()
    await paid.open()
    await paid.do(paid.repay('1224000'))
    await owed.stage(owed.repay('10000'))

    await recoverNow()
    await active.settled()
    expect(await active.outcomes()).toEqual(Array(4).fill('POSTED'))
    await seen(approved, 'Approved', 'OK')
    await seen(active, 'Active', 'OK')
    await expect(handleOf(closed).describe()).rejects.toThrow(WorkflowNotFoundError)
    const report = await verifyBooks(stack.database)
    expect(report.differences.items).toEqual([])
  })

  it('says how far it came when it cannot go on', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement())
    const attempt = recover({
      database: stack.database,
      teller: {
        signal: () => Promise.reject(new Error('gone')),
        start: () => Promise.resolve(true),
      },
      onProgress: () => undefined,
    })
    await expect(attempt).rejects.toThrow('run it again to go on: gone')
  })

  async function startFreshWorker(): Promise<void> {
    const worker = await createLoanWorker({
      connection: fresh.connection,
      namespace: 'default',
      taskQueue: stack.taskQueue,
      bundlePath: infrastructure().workflowBundle,
      activities: {
        database: stack.database,
        clock: systemClock,
        lms: stack.lms(),
        accounting: stack.accounting(),
        pass: stack.pass(),
        metrics: createWorkerMetrics(),
      },
    })
    const running = worker.run()
    stopWorker = async () => {
      worker.shutdown()
      await running
    }
  }
})
