import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

import { AppError, errorMessage } from '../errors'
import { applyFunctions } from './apply-functions'
import { readFunctions } from './read-functions'
import type { FunctionSet } from './read-functions'
import { readMigrations } from './read-migrations'
import type { Migration } from './read-migrations'

/** The lock that `prisma migrate deploy` takes, so that it and this one exclude each other. */
const PRISMA_MIGRATE_LOCK = 72_707_369

const CREATE_HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

export interface MigrateOptions {
  migrations?: Migration[]
  /** Null: the functions stay as they are. */
  functions?: FunctionSet | null
  /** Where nothing of a newer build runs beside; without it the functions of a newer one are left. */
  replaceNewerFunctions?: boolean
}

/**
 * Applies what is not applied yet, each migration in a transaction with its row in
 * `_prisma_migrations`, then the functions. Any number of processes may call it at once: one works,
 * the others wait.
 *
 * @returns the names of what it applied
 */
export async function migrate(
  connectionString: string,
  {
    migrations = readMigrations(),
    functions = readFunctions(),
    replaceNewerFunctions: replaceNewer = false,
  }: MigrateOptions = {},
): Promise<string[]> {
  const client = new Client({ connectionString, application_name: 'loansaga-migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK])
    await client.query(CREATE_HISTORY)
    const pending = pendingOf(migrations, await history(client))
    for (const migration of pending) await apply(client, migration)
    const replaced = functions && (await applyFunctions(client, functions, { replaceNewer }))
    return [
      ...pending.map(({ name }) => name),
      ...(replaced ?? []).map((name) => `functions/${name}`),
    ]
  } finally {
    await client.end()
  }
}

interface HistoryRow {
  migration_name: string
  checksum: string
  finished: boolean
}

async function history(client: Client): Promise<HistoryRow[]> {
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  return rows
}

function pendingOf(migrations: Migration[], applied: HistoryRow[]): Migration[] {
  const failed = applied.find((row) => !row.finished)
  if (failed !== undefined) {
    throw new AppError(
      'MIGRATION_FAILED_BEFORE',
      `The migration ${failed.migration_name} was started before and did not finish. Bring the ` +
        'database in order by hand, then tell so with `npx prisma migrate resolve`.',
    )
  }
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]))
  const changed = migrations.find(({ name, checksum }) => {
    const before = checksums.get(name)
    return before !== undefined && before !== checksum
  })
  if (changed !== undefined) {
    throw new AppError(
      'MIGRATION_CHANGED',
      `The migration ${changed.name} was changed after it had been applied to this database. ` +
        'Restore its file; what is to be different belongs in a new migration.',
    )
  }
  return migrations.filter(({ name }) => !checksums.has(name))
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const startedAt = new Date()
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    )
    await client.query('COMMIT')
  } catch (error) {
    await recordFailure(client, migration, startedAt, error)
    throw new AppError(
      'MIGRATION_FAILED',
      `The migration ${migration.name} failed and was rolled back: ${errorMessage(error)}`,
      { cause: error },
    )
  }
}

/** As a row that is rolled back: it tells what happened and is in nobody's way. */
async function recordFailure(
  client: Client,
  migration: Migration,
  startedAt: Date,
  error: unknown,
): Promise<void> {
  await client.query('ROLLBACK')
  await client.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, logs, started_at, rolled_back_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp())`,
    [randomUUID(), migration.checksum, migration.name, errorMessage(error), startedAt],
  )
}
