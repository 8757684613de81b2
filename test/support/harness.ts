import { randomBytes } from 'node:crypto'

import { Client } from 'pg'

import { Database } from '../../src/platform/database'
import { infrastructure } from './infrastructure'
import { patience } from './patience'

export interface TestDatabase {
  /** As the owner of everything, for tests that tamper. */
  url: string
  applicationUrl: string
  /** As the application: it owns nothing. */
  database: Database
  /** Closes the connections; the database itself goes with the server. */
  close(): Promise<void>
}

/** A database of its own, cloned from the migrated template. Call it in `beforeAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = await createDatabaseFrom('template')
  const applicationUrl = asApplication(url)
  const database = connectTo({ applicationUrl })
  return { url, applicationUrl, database, close: () => database.close() }
}

/** More connections of the application. */
export function connectTo({ applicationUrl }: Pick<TestDatabase, 'applicationUrl'>): Database {
  return new Database({
    ...{ connectionString: applicationUrl, poolSize: 20 },
    connectTimeoutMs: patience(5_000),
    lockTimeoutMs: patience(10_000),
    statementTimeoutMs: patience(30_000),
  })
}

/** A database's connection string, of the role that owns nothing. */
export function asApplication(url: string): string {
  return withPathOf(infrastructure().applicationUrl, url)
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
  return withPathOf(infrastructure().templateUrl, `postgresql://host/${name}`)
}

function withPathOf(url: string, other: string): string {
  const changed = new URL(url)
  changed.pathname = new URL(other).pathname
  return changed.href
}

/** Runs something as the owner of a database, who may do what the application may not. */
export async function runAsOwner({ url }: TestDatabase, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
