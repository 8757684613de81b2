import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool, PoolClient, QueryResultRow } from 'pg'

import { PrismaClient } from '../generated/prisma/client'
import { isNotConnected, isRolledBack, isStalePlan } from './database-errors'
import { connectTimeoutMs, createPool, statementTimeoutMs } from './database-pool'
import type { DatabaseOptions } from './database-pool'
import { retry } from './retry'
import { Snapshot } from './snapshot'
import type { Statements } from './statements'

const LONGEST_TRANSACTION_MS = 86_400_000

/** The one door to PostgreSQL. Prisma and plain SQL share one pool of connections. */
export class Database implements Statements {
  readonly #options: DatabaseOptions
  readonly #pool: Pool
  readonly #counts = new Map<string, number>()
  #prisma: PrismaClient | undefined

  constructor(options: DatabaseOptions) {
    this.#options = options
    this.#pool = createPool(options)
  }

  get connectionString(): string {
    return this.#options.connectionString
  }

  get prisma(): PrismaClient {
    return (this.#prisma ??= this.#createPrisma())
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

  /** One moment of the database; close it. */
  async snapshot(): Promise<Snapshot> {
    return Snapshot.begin(await this.#connect(), (name) => this.#count(name))
  }

  /** One round trip without a second try: is PostgreSQL there now? */
  async ping(): Promise<void> {
    await this.#pool.query('SELECT 1')
  }

  /** Statements sent so far by name; those of Prisma under `prisma`. */
  statementCounts(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }

  async close(): Promise<void> {
    await this.#prisma?.$disconnect()
    await this.#pool.end()
  }

  #createPrisma(): PrismaClient {
    const prisma = new PrismaClient({
      adapter: new PrismaPg(this.#pool),
      transactionOptions: {
        // As long as anything else waits for a connection: the pool gives up first.
        maxWait: connectTimeoutMs(this.#options) + 1_000,
        // 0 is no limit to the server; Prisma knows no such thing.
        timeout: statementTimeoutMs(this.#options) || LONGEST_TRANSACTION_MS,
      },
      log: [{ emit: 'event', level: 'query' }],
    })
    prisma.$on('query', () => this.#count('prisma'))
    return prisma
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
