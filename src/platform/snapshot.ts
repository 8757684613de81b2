import type { PoolClient, QueryResultRow } from 'pg'

import type { Statements } from './statements'

/**
 * Sums over all of a business are made in memory where they fit, and no plan is worth compiling. What is
 * read through a cursor is read to its end.
 */
const BEGIN = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL work_mem = '64MB'; SET LOCAL jit = off; SET LOCAL cursor_tuple_fraction = 1`

const ROWS_AT_ONCE = 4_000

/**
 * One moment of the database, for several statements that change nothing. It holds a connection until it
 * is closed; each statement is planned for its own values.
 */
export class Snapshot implements Statements {
  readonly #client: PoolClient
  readonly #count: (name: string) => void
  #cursors = 0
  #failed = false

  private constructor(client: PoolClient, count: (name: string) => void) {
    this.#client = client
    this.#count = count
  }

  /** @param client is released when the snapshot is closed */
  static async begin(client: PoolClient, count: (name: string) => void): Promise<Snapshot> {
    try {
      await client.query(BEGIN)
    } catch (error) {
      client.release(true)
      throw error
    }
    return new Snapshot(client, count)
  }

  async query<Row extends QueryResultRow = QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    this.#count(name)
    return this.#run<Row>(text, values)
  }

  /**
   * Rows as PostgreSQL finds them, so many at once: never all of them are held. While some are read the
   * next are found.
   */
  async *rows<Row extends QueryResultRow = QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): AsyncGenerator<Row[]> {
    const cursor = `rows_${++this.#cursors}`
    this.#count(name)
    await this.#run(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, values)
    const fetch = () => this.#ahead(this.#run<Row>(`FETCH ${ROWS_AT_ONCE} FROM ${cursor}`))
    let next = fetch()
    for (;;) {
      const rows = await next
      const isLast = rows.length < ROWS_AT_ONCE
      if (!isLast) next = fetch()
      if (rows.length > 0) yield rows
      if (isLast) break
    }
    await this.#run(`CLOSE ${cursor}`)
  }

  async close(): Promise<void> {
    try {
      if (!this.#failed) await this.#run('COMMIT')
    } finally {
      // The transaction of a statement that failed goes with its connection.
      this.#client.release(this.#failed)
    }
  }

  /** Nobody may come back for what is under way: whoever does is told of its failure. */
  #ahead<Result>(underWay: Promise<Result>): Promise<Result> {
    underWay.catch(() => undefined)
    return underWay
  }

  async #run<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    try {
      const { rows } = await this.#client.query<Row>(text, [...values])
      return rows
    } catch (error) {
      this.#failed = true
      throw error
    }
  }
}
