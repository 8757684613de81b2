import { randomBytes } from 'node:crypto'

import { Client } from 'pg'

import { Database } from '../../src/platform/database'
import { infrastructure } from './infrastructure'
import { patience } from './patience'

export interface TestDatabase {
  url: string
  database: Database
  /** Closes the connections; the database itself goes with the server. */
  close(): Promise<void>
}

/** A database of its own, cloned from the migrated template. Call it in `beforeAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = await createDatabaseFrom('template')
  const database = new Database({
    ...{ connectionString: url, poolSize: 20 },
    connectTimeoutMs: patience(5_000),
    lockTimeoutMs: patience(10_000),
    statementTimeoutMs: patience(30_000),
  })
  return { url, database, close: () => database.close() }
}

/** An empty database, for tests that migrate it themselves. */
export async function createEmptyDatabase(): Promise<string> {
  return createDatabaseFrom('template0')
}

/** A task queue or workflow id that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`
}

async function createDatabaseFrom(template: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = new Client({ connectionString: databaseUrl('postgres') })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  } finally {
    await client.end()
  }
  return databaseUrl(name)
}

function databaseUrl(name: string): string {
  const url = new URL(infrastructure().templateUrl)
  url.pathname = name
  return url.href
}
