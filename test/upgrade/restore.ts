import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Client } from 'pg'

import { migrate } from '../../src/platform/migrations/migrate'
import { readMigrations } from '../../src/platform/migrations/read-migrations'
import { createEmptyDatabase } from '../support/harness'

/**
 * A database as a version left it: the migrations that the dump says it had, then its rows.
 * @returns its connection string
 */
export function restoreDump(version: string): Promise<string> {
  return restoreRows(readFileSync(join(__dirname, `${version}.sql`), 'utf8'))
}

export async function restoreRows(dump: string): Promise<string> {
  const url = await createEmptyDatabase()
  const migrations = readMigrations().filter(({ name }) => dump.includes(`"${name}"`))
  await migrate(url, { migrations, functions: null })
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('DELETE FROM _prisma_migrations')
    await client.query(`SET session_replication_role = replica; ${dump}`)
  } finally {
    await client.end()
  }
  return url
}
