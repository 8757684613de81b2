import { DefaultLogger, Runtime } from '@temporalio/worker'
import type { LogEntry } from '@temporalio/worker'
import type { Logger } from 'pino'

const LEVELS = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const

/**
 * Installs the SDK's runtime, once per process and before any connection: its log lines go
 * where all others go, its metrics to a page on loopback. Signals stay with the commands.
 */
export function installTemporalRuntime(logger: Logger, metricsAddress?: string): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', (entry) => write(logger, entry)),
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      ...(metricsAddress === undefined
        ? {}
        : { metrics: { prometheus: { bindAddress: metricsAddress } } }),
    },
  })
}

function write(logger: Logger, { level, message, meta }: LogEntry): void {
  const { error, ...facts } = meta ?? {}
  logger[LEVELS[level]]({ ...facts, ...(error === undefined ? {} : { err: error }) }, message)
}
