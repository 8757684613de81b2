import type { Pool, PoolClient, QueryResultRow } from 'pg'

import { createPool } from './database-pool'
import type { DatabaseOptions } from './database-pool'
import type { Statements } from './statements'

/** What is copied: the loan, whose it is, and what else a request would be judged by. */
export interface CopiedLoan {
  businessId: string
  loanId: string
  customerId: string | null
  idempotencyKey: string | null
}

/** Making the temporary tables costs more than using them. */
const KEPT_IDLE_MS = 300_000

/**
 * Connections on which the tables of a loan are hidden behind temporary ones with a copy of its rows,
 * so that the statements that work on a loan work on the copy. The server lets such a connection
 * write nothing else, and nothing that others need is locked.
 */
export class LoanCopies {
  readonly #pool: Pool
  readonly #opened = new WeakSet<PoolClient>()

  constructor(options: DatabaseOptions) {
    this.#pool = createPool(options, {
      idleTimeoutMs: KEPT_IDLE_MS,
      settings: ['-c default_transaction_read_only=on'],
    })
  }

  /**
   * Runs work on a copy of the loan as of one moment; what it writes is gone afterwards. A connection
   * that was open before may have been lost or be older than a migration: then it runs again on another.
   */
  async with<T>(loan: CopiedLoan, work: (copy: Statements) => Promise<T>): Promise<T> {
    for (;;) {
      const client = await this.#pool.connect()
      const isNew = !this.#opened.has(client)
      try {
        if (isNew) await this.#open(client)
        const result = await onCopy(client, loan, work)
        client.release()
        return result
      } catch (error) {
        client.release(true)
        if (isNew) throw error
      }
    }
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  async #open(client: PoolClient): Promise<void> {
    await client.query('BEGIN READ WRITE')
    await client.query('SELECT open_loan_copy()')
    await client.query('COMMIT')
    this.#opened.add(client)
  }
}

async function onCopy<T>(
  client: PoolClient,
  loan: CopiedLoan,
  work: (copy: Statements) => Promise<T>,
): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  await client.query('SELECT copy_loan($1::jsonb)', [JSON.stringify(loan)])
  const result = await work(new OneConnection(client))
  // Empties the temporary tables; a rollback would leave dead rows in them.
  await client.query('COMMIT')
  return result
}

/** Nothing is tried again here: on another connection it would not be the copy that is worked on. */
class OneConnection implements Statements {
  readonly #client: PoolClient

  constructor(client: PoolClient) {
    this.#client = client
  }

  async query<Row extends QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const { rows } = await this.#client.query<Row>({ name, text, values: [...values] })
    return rows
  }
}
