import type { Client } from '@temporalio/client'
import type { WorkerOptions } from '@temporalio/worker'
import { pino } from 'pino'

import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import type { AcceptanceRule } from '../../src/accounting/post-batch'
import type { AccountingGateway } from '../../src/accounting/accounting-gateway'
import { createBusiness } from '../../src/business/create-business'
import type { LoanOptions } from '../../src/contract/loan-input'
import type { LmsOptions } from '../../src/lms/lms-dependencies'
import { embeddedLms } from '../../src/lms/lms-gateway'
import type { LmsGateway } from '../../src/lms/lms-gateway'
import { systemClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import { embeddedPass } from '../../src/steps/at-once'
import { passInTurn } from '../../src/steps/in-turn'
import type { Pass } from '../../src/steps/in-turn'
import { createWorkerMetrics } from '../../src/platform/worker-metrics'
import { createIntake } from '../../src/stream/create-intake'
import type { RunningIntake } from '../../src/stream/create-intake'
import { connectTemporal } from '../../src/temporal/client'
import type { TemporalClient } from '../../src/temporal/client'
import { LoanTeller } from '../../src/temporal/loan-teller'
import { createLoanWorker } from '../../src/processes/loan-worker'
import { installTemporalRuntime } from '../../src/temporal/runtime'
import { Gate } from './gate'
import { createTestDatabase, runAsOwner, uniqueName } from './harness'
import type { TestDatabase } from './harness'
import { infrastructure } from './infrastructure'
import { TestLoan } from './test-loan'

export interface TestWorkerOptions {
  /** Around the real gateways: where a fault is injected. */
  lms?: (real: LmsGateway) => LmsGateway
  accounting?: (real: AccountingGateway) => AccountingGateway
  rule?: AcceptanceRule
  tuning?: Partial<WorkerOptions>
}

export interface TestWorker {
  /** Asks it to take nothing new; it finishes what it has. */
  shutdown(): void
  stop(): Promise<void>
}

const NAMESPACE = 'default'
const QUIET_TOO_LONG_FOR_A_TEST = 3_600_000
/** Metrics and logs that nobody looks at. */
const logger = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' })
installTemporalRuntime(logger)

/** A business with a database, a task queue and all that stands between them, for one test file. */
export class LoanStack {
  readonly businessId: string
  readonly taskQueue = uniqueName('test')
  readonly teller: LoanTeller
  readonly intake: RunningIntake
  readonly #test: TestDatabase
  readonly #lms: Partial<LmsOptions>
  readonly #temporal: TemporalClient
  readonly #workers = new Set<TestWorker>()
  readonly #gates = new Set<Gate>()

  private constructor(
    businessId: string,
    test: TestDatabase,
    temporal: TemporalClient,
    loanOptions: LoanOptions,
    lms: Partial<LmsOptions>,
  ) {
    this.businessId = businessId
    this.#lms = lms
    this.#test = test
    this.#temporal = temporal
    this.teller = this.tellerWith(loanOptions)
    this.intake = createIntake({ database: test.database, teller: this.teller, logger })
  }

  /** On a database of its own, unless there is one with a business already. */
  static async start(
    loanOptions: Partial<LoanOptions> = {},
    on: { test?: TestDatabase; businessId?: string; lms?: Partial<LmsOptions> } = {},
  ): Promise<LoanStack> {
    const temporal = await connectToTestTemporal()
    const test = on.test ?? (await createTestDatabase())
    const businessId =
      on.businessId ?? (await createBusiness(test.database, { name: 'Test Lender' }))
    const options: LoanOptions = {
      continueAsNewEvents: 400,
      quietMs: QUIET_TOO_LONG_FOR_A_TEST,
      inOnePass: true,
      ...loanOptions,
    }
    return new LoanStack(businessId, test, temporal, options, on.lms ?? {})
  }

  get database(): Database {
    return this.#test.database
  }

  asOwner(sql: string): Promise<void> {
    return runAsOwner(this.#test, sql)
  }

  get client(): Client {
    return this.#temporal.client
  }

  /** Loans told by it live by these options. */
  tellerWith(loanOptions: LoanOptions): LoanTeller {
    return new LoanTeller(this.client, { taskQueue: this.taskQueue, loanOptions })
  }

  /** A loan of its own, of which nothing is known yet. */
  loan(loanId = uniqueName('loan')): TestLoan {
    return new TestLoan(this, { businessId: this.businessId, loanId })
  }

  lms(): LmsGateway {
    return embeddedLms(this.database, this.#lms)
  }

  accounting(rule: AcceptanceRule = () => null): AccountingGateway {
    return new EmbeddedAccounting(this.database, { rule })
  }

  /** Both steps at once. */
  pass(rule: AcceptanceRule = () => null): Pass {
    return embeddedPass(this.database, { rule, ...this.#lms })
  }

  /** A worker on a connection of its own, as if in another process. */
  async startWorker(options: TestWorkerOptions = {}): Promise<TestWorker> {
    const { tuning = {} } = options
    const temporal = await connectToTestTemporal()
    const worker = await createLoanWorker({
      connection: temporal.connection,
      namespace: NAMESPACE,
      taskQueue: this.taskQueue,
      bundlePath: infrastructure().workflowBundle,
      activities: {
        database: this.database,
        clock: systemClock,
        ...this.#steps(options),
        metrics: createWorkerMetrics(),
      },
      tuning: { ...cacheTuning(), ...tuning },
    })
    const running = worker.run()
    const shutdown = () => {
      if (worker.getState() === 'RUNNING') worker.shutdown()
    }
    const started: TestWorker = {
      shutdown,
      stop: async () => {
        this.#workers.delete(started)
        shutdown()
        await running
        await temporal.close()
      },
    }
    this.#workers.add(started)
    return started
  }

  #steps({ lms: aroundLms, accounting: aroundAccounting, rule }: TestWorkerOptions) {
    const lms = aroundLms?.(this.lms()) ?? this.lms()
    const accounting = aroundAccounting?.(this.accounting(rule)) ?? this.accounting(rule)
    const isReal = aroundLms === undefined && aroundAccounting === undefined
    return { lms, accounting, pass: isReal ? this.pass(rule) : passInTurn(lms, accounting) }
  }

  /** Opened at the latest when the workers are stopped. */
  gate(): Gate {
    const gate = new Gate()
    this.#gates.add(gate)
    return gate
  }

  async stopWorkers(): Promise<void> {
    for (const gate of this.#gates) gate.open()
    await Promise.all([...this.#workers].map((worker) => worker.stop()))
  }

  /** Stops the workers that still run and lets go of everything. */
  async close(): Promise<void> {
    await this.intake.drain()
    await this.stopWorkers()
    await this.#temporal.close()
    await this.#test.close()
  }
}

function connectToTestTemporal(): Promise<TemporalClient> {
  return connectTemporal({ address: infrastructure().temporalAddress, namespace: NAMESPACE })
}

/**
 * `npm run test:uncached` sets it to 0: every workflow task then replays its run from the start.
 * One at a time: without a cache a task that is taken while another runs is kept waiting for a
 * place in it, which none offers, until the server gives it up after ten seconds.
 */
function cacheTuning(): Partial<WorkerOptions> {
  const maxCachedWorkflows = process.env['MAX_CACHED_WORKFLOWS']
  if (maxCachedWorkflows === undefined) return {}
  return {
    maxCachedWorkflows: Number(maxCachedWorkflows),
    maxConcurrentWorkflowTaskExecutions: 1,
    maxConcurrentWorkflowTaskPolls: 1,
  }
}
