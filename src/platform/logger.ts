import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import { PinoPretty } from 'pino-pretty'

import { redacted } from './redaction'

export type { Logger } from 'pino'

export interface LogOptions {
  level: string
  format: 'json' | 'pretty'
}

/** What the formatter below does not see: bindings of child loggers, and a request's headers. */
const SECRET_PATHS = [
  ...['apiKey', 'api_key', 'authorization', 'customerName', 'customer_name', 'key', 'name'],
  ...['password', 'secret', 'token'],
  ...['authorization', 'cookie', 'x-lms-api-key'].map((header) => `req.headers["${header}"]`),
]

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
