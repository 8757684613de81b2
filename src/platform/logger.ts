import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import { PinoPretty } from 'pino-pretty'

import { redacted } from './redaction'

export type { Logger } from 'pino'

export interface LogOptions {
  level: string
  format: 'json' | 'pretty'
}

/** Headers of a request that carry keys and tokens; `req` is no plain object when it is logged. */
const SECRET_PATHS = ['authorization', 'cookie', 'x-lms-api-key'].flatMap((header) => [
  `req.headers["${header}"]`,
  `request.headers["${header}"]`,
])

export function createLogger(
  options: LogOptions,
  part: string,
  destination: DestinationStream = standardOutput(options.format),
): Logger {
  return pino(
    {
      level: options.level,
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_PATHS, censor: '[redacted]' },
      formatters: {
        level: (level) => ({ level }),
        log: (members) => redacted(members) as Record<string, unknown>,
        bindings: (members) => redacted(members) as Record<string, unknown>,
      },
      serializers: { err: serializeError, error: serializeError },
    },
    destination,
  )
}

function standardOutput(format: LogOptions['format']): DestinationStream {
  if (format === 'json') return pino.destination({ fd: 1, sync: false })
  return PinoPretty({ colorize: process.stdout.isTTY, ignore: 'pid,hostname', sync: true })
}

/**
 * Only members that hold no data of a customer: an error of PostgreSQL quotes the row it refused in
 * its `detail`.
 */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return redacted(error)
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  }
}
