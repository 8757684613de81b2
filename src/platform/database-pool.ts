import { Pool } from 'pg'
import type { PoolClient } from 'pg'
import type { Logger } from 'pino'

import { columnTypes } from './database-types'
import { busy } from './errors'

export interface DatabaseOptions {
  connectionString: string
  /** Shown in pg_stat_activity; default `loansaga`. */
  applicationName?: string
  /** Connections at most; default 10. */
  poolSize?: number
  /** The server ends a statement that takes longer; default 30 s. */
  statementTimeoutMs?: number
  /** The server ends a statement that waits longer for a lock; default 10 s. */
  lockTimeoutMs?: number
  /** How long to wait for a free connection, or for a new one; default 5 s. */
  connectTimeoutMs?: number
  logger?: Logger
}

export const connectTimeoutMs = (options: DatabaseOptions): number =>
  options.connectTimeoutMs ?? 5_000

export const statementTimeoutMs = (options: DatabaseOptions): number =>
  options.statementTimeoutMs ?? 30_000

type Checkout = (error: Error | undefined, client?: PoolClient, done?: () => void) => void

/** Says of itself that it is busy where no connection came free in time. */
class PatientPool extends Pool {
  override connect(): Promise<PoolClient>
  override connect(callback: Checkout): void
  override connect(callback?: Checkout): Promise<PoolClient> | void {
    if (callback === undefined) {
      return super.connect().catch((error: unknown) => {
        throw toldApart(error)
      })
    }
    super.connect((error, client, done) =>
      callback(error && (toldApart(error) as Error), client, done),
    )
  }
}

/** What is said where none came free in time, or none could be made: there is no other sign of it. */
const OUT_OF_PATIENCE = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
  'timeout expired',
])

function toldApart(error: unknown): unknown {
  return error instanceof Error && OUT_OF_PATIENCE.has(error.message)
    ? busy('Too much is under way here: please retry.', error)
    : error
}

export interface SessionOptions {
  /** How long an unused connection is kept; default 10 s. */
  idleTimeoutMs?: number
  /** Such as `-c default_transaction_read_only=on`. */
  settings?: readonly string[]
}

export function createPool(options: DatabaseOptions, session: SessionOptions = {}): Pool {
  const { logger } = options
  const pool = new PatientPool({
    connectionString: options.connectionString,
    application_name: options.applicationName ?? 'loansaga',
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: connectTimeoutMs(options),
    statement_timeout: statementTimeoutMs(options),
    lock_timeout: options.lockTimeoutMs ?? 10_000,
    idle_in_transaction_session_timeout: 60_000,
    // Prisma reads timestamps as UTC whatever the session says.
    options: ['-c TimeZone=UTC', ...(session.settings ?? [])].join(' '),
    idleTimeoutMillis: session.idleTimeoutMs ?? 10_000,
    keepAlive: true,
    types: columnTypes,
  })
  // An idle connection that the server ends (a restart) is replaced by the pool; without a
  // listener the process would end too.
  pool.on('error', (error) => logger?.warn({ err: error }, 'connection lost'))
  // One that is in use and between two statements has no other listener; the next one fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
