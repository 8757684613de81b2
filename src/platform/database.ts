import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import type { PoolClient, QueryResultRow } from 'pg'
import type { Logger } from 'pino'

import { PrismaClient } from '../generated/prisma/client'
import { isNotConnected, isRolledBack, isStalePlan } from './database-errors'
import { columnTypes } from './database-types'
import { retry } from './retry'

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
  /** Everything happens in one transaction that is open already. */
  rehearsing?: boolean
}

/** A transaction within a rehearsal would commit it: it is refused. */
class RehearsingPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    adapter.startTransaction = () =>
      Promise.reject(new Error('A rehearsal is one transaction: there can be none within.'))
    return adapter
  }
}

/** The one door to PostgreSQL. Prisma and plain SQL share one pool of connections. */
export class Database {
  readonly prisma: PrismaClient
  readonly #options: DatabaseOptions
  readonly #pool: Pool
  readonly #counts = new Map<string, number>()

  constructor(options: DatabaseOptions) {
    this.#options = options
    this.#pool = createPool(options)
    // An idle connection that the server ends (a restart) is replaced by the pool; without a
    // listener the process would end too.
    this.#pool.on('error', (error) => options.logger?.warn({ err: error }, 'connection lost'))
    // One that is in use and between two statements has no other listener; the next one fails.
    this.#pool.on('connect', (client) => client.on('error', () => undefined))
    const prisma = new PrismaClient({
      adapter:
        options.rehearsing === true ? new RehearsingPg(this.#pool) : new PrismaPg(this.#pool),
      log: [{ emit: 'event', level: 'query' }],
    })
    prisma.$on('query', () => this.#count('prisma'))
    this.prisma = prisma
  }

  /**
   * Runs one statement, prepared once per connection under its name. The same name always goes
   * with the same text. A serialization failure, a deadlock and a connection that could not be
   * made are tried again; a connection lost after the statement was sent is not, since nobody
   * knows whether it ran.
   */
  async query<Row extends QueryResultRow = QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return retry({ attempts: 4, baseDelayMs: 20, retryable: isRolledBackOrStale }, async () => {
      const client = await this.#connect()
      this.#count(name)
      return runAndRelease<Row>(client, { name, text, values: [...values] })
    })
  }

  /** One round trip without a second try: is PostgreSQL there now? */
  async ping(): Promise<void> {
    await this.#pool.query('SELECT 1')
  }

  /**
   * Runs work on a connection of its own, in one transaction that is rolled back in the end:
   * what it reads is what would be, and nothing is.
   */
  async rehearse<T>(work: (rehearsal: Database) => Promise<T>): Promise<T> {
    const rehearsal = new Database({ ...this.#options, poolSize: 1, rehearsing: true })
    try {
      // With one connection, everything that follows is in its transaction, Prisma's reads too.
      await rehearsal.#pool.query('BEGIN')
      const result = await work(rehearsal)
      await rehearsal.#pool.query('SET CONSTRAINTS ALL IMMEDIATE')
      return result
    } finally {
      await rehearsal.#pool.query('ROLLBACK').catch(() => undefined)
      await rehearsal.close()
    }
  }

  /** Statements sent so far by name; those of Prisma under `prisma`. */
  statementCounts(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect()
    await this.#pool.end()
  }

  #connect(): Promise<PoolClient> {
    return retry({ attempts: 7, baseDelayMs: 50, retryable: isNotConnected }, () =>
      this.#pool.connect(),
    )
  }

  #count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }
}

interface NamedStatement {
  name: string
  text: string
  values: unknown[]
}

async function runAndRelease<Row extends QueryResultRow>(
  client: PoolClient,
  statement: NamedStatement,
): Promise<Row[]> {
  try {
    const result = await client.query<Row>(statement)
    client.release()
    return result.rows
  } catch (error) {
    // A stale plan is gone with its connection. A broken connection the pool drops by itself.
    client.release(isStalePlan(error))
    throw error
  }
}

function isRolledBackOrStale(error: unknown): boolean {
  return isRolledBack(error) || isStalePlan(error)
}

function createPool(options: DatabaseOptions): Pool {
  const lockTimeoutMs = options.lockTimeoutMs ?? 10_000
  return new Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName ?? 'loansaga',
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    // Prisma reads timestamps as UTC whatever the session says.
    options: '-c TimeZone=UTC',
    keepAlive: true,
    types: columnTypes,
  })
}
