import { randomUUID } from 'node:crypto'

import type { Client } from 'pg'

import { AppError, errorMessage } from '../errors'
import type { Migration } from './read-migrations'

/** Prisma's own table, as `prisma migrate deploy` makes it. */
export const CREATE_HISTORY = `
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

interface HistoryRow {
  migration_name: string
  checksum: string
  finished: boolean
}

/**
 * The migrations that the database does not have.
 * @throws AppError MIGRATION_FAILED_BEFORE where Prisma left one unfinished, MIGRATION_CHANGED
 *   where one that was applied is another now
 */
export async function pendingIn(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  const failed = rows.find((row) => !row.finished)
  if (failed !== undefined) {
    throw new AppError(
      'MIGRATION_FAILED_BEFORE',
      `The migration ${failed.migration_name} was started before and did not finish. Bring the ` +
        'database in order by hand, then tell so with `npx prisma migrate resolve`.',
    )
  }
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]))
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

export async function recordApplied(
  client: Client,
  migration: Migration,
  startedAt: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name, startedAt],
  )
}

/** As a row that is rolled back: it tells what happened and is in nobody's way. */
export async function recordFailure(
  client: Client,
  migration: Migration,
  startedAt: Date,
  error: unknown,
): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations
       (id, checksum, migration_name, logs, started_at, rolled_back_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp())`,
    [randomUUID(), migration.checksum, migration.name, errorMessage(error), startedAt],
  )
}
