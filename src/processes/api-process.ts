import { ApiKeyVerifier } from '../identity/api-key-verifier'
import { createIdentity } from '../identity/identity'
import { BatchRunner } from '../operations/batch-runner'
import { OperatorDesk } from '../operations/operator-desk'
import { systemClock } from '../platform/clock'
import type { ApiConfig } from '../platform/config'
import type { Database } from '../platform/database'
import type { Logger } from '../platform/logger'
import { createMetrics } from '../platform/metrics'
import { missingInSchema, neededSchema } from '../platform/migrations/status'
import { countStatements } from '../platform/statement-metrics'
import { createIntake } from '../stream/create-intake'
import { connectTemporal } from '../temporal/client'
import type { TemporalClient } from '../temporal/client'
import { kindOfPushName } from '../domain/events/kinds'
import type { PushedKind } from '../domain/events/kinds'
import { LOAN_EVENT } from '../contract/loan-event'
import { ACCOUNTING_EXTENSIONS } from '../platform/config-accounting'
import { LoanTeller } from '../temporal/loan-teller'
import { installTemporalRuntime } from '../temporal/runtime'
import { CreditTransfers } from '../transfers/credit-transfers'
import { createApp } from '../api/app'
import { listen } from '../api/http-server'
import type { Readiness } from '../api/system/readiness'
import type { TemporalUi } from '../api/wire/temporal-ui'
import { connectApi } from './api-connections'

export interface RunningApi {
  port: number
  /** Once, however often it is called: finishes the requests under way, tells the loans that wait for it, lets go of everything. */
  stop(): Promise<void>
}

export async function startApi(config: ApiConfig, logger: Logger): Promise<RunningApi> {
  installTemporalRuntime(logger)
  const { intake: database, reads, rehearsals, close } = connectApi(config, logger)
  const temporal = await connectTemporal(config.temporal)
  const teller = new LoanTeller(temporal.client, {
    taskQueue: config.temporal.taskQueue,
    loanOptions: config.loanOptions,
  })
  const intake = createIntake({ database, teller, logger })
  const transfers = new CreditTransfers({
    ...{ database, clock: systemClock, logger },
    tell: (event) => teller.signal(event),
    settled: (eventId, waitMs) => intake.settled(eventId, waitMs),
  })
  const runner = new BatchRunner({ database: reads, teller, logger })
  const metrics = createMetrics('api')
  countStatements(metrics, [database, reads])
  const app = createApp({
    database: reads,
    intake,
    identity: createIdentity(reads, systemClock, config.identity),
    desk: new OperatorDesk({ database, teller, logger, clock: systemClock, rehearsals }),
    runner,
    transfers,
    verifier: new ApiKeyVerifier(database, systemClock),
    clock: systemClock,
    logger,
    metrics,
    readiness: readinessOf(reads, temporal),
    rehearsals,
    unsayable: unsayableKinds(config),
    takesLoanEvents: config.accountingExtensions.includes(LOAN_EVENT),
    metricsUpstreams: config.metricsUpstreams,
    temporalUi: temporalUiOf(config),
    trustProxyHops: config.trustProxyHops,
    refusedPerHour: config.refusedPerHour,
    requestLimits: config.requestLimits,
  })
  const server = await listen(app, config.host, config.port)
  runner.start()
  logger.info({ host: config.host, port: server.port }, 'API listens')
  const stop = async () => {
    await server.stop()
    await runner.stop()
    await intake.drain()
    await temporal.close()
    await close()
  }
  let stopped: Promise<void> | undefined
  return { port: server.port, stop: () => (stopped ??= stop()) }
}

function readinessOf(database: Database, { connection }: TemporalClient): Readiness {
  const needed = neededSchema()
  return {
    database: () => database.ping(),
    async temporal() {
      await connection.workflowService.getSystemInfo({})
    },
    async migrations() {
      const missing = await missingInSchema(database, needed)
      if (missing.length > 0) throw new Error(`the database lacks ${missing.join(', ')}`)
    },
  }
}

function temporalUiOf({
  temporalUiUrl,
  temporal: { namespace },
}: ApiConfig): TemporalUi | undefined {
  return temporalUiUrl === undefined ? undefined : { url: temporalUiUrl, namespace }
}

/** What is pushed here and could not be told the Accounting that keeps the books. */
function unsayableKinds({ loanOptions, accountingExtensions }: ApiConfig): PushedKind[] {
  if (loanOptions.accounting !== 'http') return []
  return ACCOUNTING_EXTENSIONS.filter((name) => !accountingExtensions.includes(name)).flatMap(
    (name) => kindOfPushName(name) ?? [],
  )
}
