import { join } from 'node:path'

import type { Logger } from 'pino'

import type { ActivityDependencies } from '../../activities/types'
import type { EndListener } from '../accounting/batch-end'
import { EmbeddedAccounting } from '../accounting/embedded-accounting'
import { AccountingClient } from '../accounting/http/accounting-client'
import { HttpAccounting } from '../accounting/http/http-accounting'
import { embeddedLms } from '../lms/lms-gateway'
import { embeddedPass } from '../steps/at-once'
import { passInTurn } from '../steps/in-turn'
import { systemClock } from '../platform/clock'
import type { WorkerConfig } from '../platform/config'
import { Database } from '../platform/database'
import { freePort } from '../platform/embedded/free-port'
import { serveMetrics } from '../platform/metrics-server'
import { projectRoot } from '../platform/project-root'
import { countStatements } from '../platform/statement-metrics'
import { createWorkerMetrics } from '../platform/worker-metrics'
import type { WorkerMetrics } from '../platform/worker-metrics'
import { DueRelay } from '../stream/due-relay'
import { Relay } from '../stream/relay'
import { Rounds } from '../stream/rounds'
import { connectTemporal } from '../temporal/client'
import { LoanTeller } from '../temporal/loan-teller'
import { CreditTransfers } from '../transfers/credit-transfers'
import { createLoanWorker } from './loan-worker'
import { installTemporalRuntime } from '../temporal/runtime'

const BUNDLE = join(projectRoot, 'dist', 'workflow-bundle.js')

export interface RunningWorker {
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>
  /** Resolves when the worker has stopped, rejects when it failed. */
  done: Promise<void>
}

/** Starts a worker process's parts: the loans' worker, the relay and the page of metrics. */
export async function startWorker(config: WorkerConfig, logger: Logger): Promise<RunningWorker> {
  const sdkMetrics = `127.0.0.1:${await freePort()}`
  installTemporalRuntime(logger, sdkMetrics)
  const database = new Database({
    connectionString: config.database.url,
    poolSize: config.database.poolSize,
    applicationName: 'loansaga-worker',
    logger,
  })
  const { client, connection, close } = await connectTemporal(config.temporal)
  const metrics = createWorkerMetrics()
  countStatements(metrics.metrics, [database])
  const { namespace, taskQueue } = config.temporal
  const worker = await createLoanWorker({
    connection,
    namespace,
    taskQueue,
    bundlePath: BUNDLE,
    activities: {
      database,
      clock: systemClock,
      ...stepsOf(config, database, metrics),
      metrics,
    },
  })
  const { loanOptions } = config
  const teller = new LoanTeller(client, { taskQueue, loanOptions })
  const relay = new Relay({ database, tell: (event) => teller.signal(event), logger })
  const dueRelay = new DueRelay({
    ...{ database, logger, ...config.due, clock: systemClock },
    tell: (loan) => teller.due(loan),
  })
  const transfers = new CreditTransfers({
    ...{ database, logger, clock: systemClock },
    tell: (event) => teller.signal(event),
    settled: () => Promise.resolve(),
  })
  const transferRounds = new Rounds('transfers of credit', () => transfers.advanceDue(), logger)
  const page =
    config.metricsPort === undefined
      ? undefined
      : await serveMetrics(config.host, config.metricsPort, metrics.metrics, [
          `http://${sdkMetrics}/metrics`,
        ])

  const done = worker.run().finally(async () => {
    await Promise.all([relay.stop(), dueRelay.stop(), transferRounds.stop()])
    await page?.close()
    await close()
    await database.close()
  })
  return {
    done,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown()
      await done
    },
  }
}

function stepsOf(
  { accounting: config, due: { spreadMs: dueSpreadMs } }: WorkerConfig,
  database: Database,
  metrics: WorkerMetrics,
): Pick<ActivityDependencies, 'lms' | 'accounting' | 'pass'> {
  const onEnded: EndListener = (event, status, seconds) =>
    metrics.eventFinished(event.kind, status, seconds)
  const lms = embeddedLms(database, { dueSpreadMs })
  if (config.gateway === 'embedded') {
    const accounting = new EmbeddedAccounting(database, { onEnded })
    return { lms, accounting, pass: embeddedPass(database, { onEnded, dueSpreadMs }) }
  }
  const accounting = new HttpAccounting(database, new AccountingClient(config), { onEnded })
  return { lms, accounting, pass: passInTurn(lms, accounting) }
}
