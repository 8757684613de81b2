import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Database } from '../../src/platform/database'
import { startPostgres } from '../../src/platform/embedded/postgres'
import type { EmbeddedPostgres } from '../../src/platform/embedded/postgres'
import { migrate } from '../../src/platform/migrations/migrate'
import { killWithThisProcess } from '../../test/support/guardian'
import { seedBook } from './book'
import type { Seed } from './book'

export const BOOKS = ['empty', 'large'] as const
export type BookName = (typeof BOOKS)[number]

/**
 * PostgreSQL reads tables of a few hundred rows whole, which takes longer here than their indexes:
 * against such plans a large book would look faster than an empty one.
 */
const PLAN_AS_LARGE = 'ALTER DATABASE empty SET enable_seqscan = off'

/** Two databases of one PostgreSQL that begin alike. */
export class TwoBooks {
  readonly seed: Seed
  readonly books: Record<BookName, Database>
  readonly #folder: string
  readonly #postgres: EmbeddedPostgres

  private constructor(folder: string, postgres: EmbeddedPostgres, seed: Seed) {
    this.#folder = folder
    this.#postgres = postgres
    this.seed = seed
    this.books = { empty: this.connect('empty'), large: this.connect('large') }
  }

  /**
   * A commit does not wait for the disk: the wait is the same on both books and would hide what
   * differs between them.
   */
  static async start(sharedBuffers: string): Promise<TwoBooks> {
    const folder = mkdtempSync(join(tmpdir(), 'loansaga-large-books-'))
    const postgres = await startPostgres({
      dataDirectory: folder,
      database: 'seed',
      settings: {
        shared_buffers: sharedBuffers,
        synchronous_commit: 'off',
        max_wal_size: '4GB',
      },
      spawned: (pid) => killWithThisProcess(pid, folder),
    })
    await migrate(postgres.url())
    const seeding = new Database({ connectionString: postgres.url() })
    const seed = await seedBook(seeding)
    await seeding.close()
    const server = new Database({ connectionString: postgres.url('postgres'), poolSize: 1 })
    for (const book of BOOKS) {
      await server.query(`make_${book}`, `CREATE DATABASE ${book} TEMPLATE seed`)
    }
    await server.query('plan_empty', PLAN_AS_LARGE)
    await server.close()
    return new TwoBooks(folder, postgres, seed)
  }

  /** PostgreSQL's own log. */
  get logFile(): string {
    return join(this.#folder, 'logs', 'postgres.log')
  }

  /** No statement is ended for taking long: some here go over the whole book. */
  connect(book: BookName, poolSize = 4): Database {
    const connectionString = this.#postgres.url(book)
    return new Database({ connectionString, poolSize, statementTimeoutMs: 0 })
  }

  async stop(): Promise<void> {
    await Promise.all(BOOKS.map((book) => this.books[book].close()))
    await this.#postgres.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
