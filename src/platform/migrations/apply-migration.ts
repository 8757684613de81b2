import type { Client } from 'pg'

import { AppError, errorMessage } from '../errors'
import { inTransaction } from './brief-locks'
import type { LockPatience } from './brief-locks'
import { buildIndex, isOutsideTransaction } from './build-index'
import { recordApplied, recordFailure } from './history'
import type { Migration } from './read-migrations'

/** Applies a migration and notes it: in one transaction, but for an index that is built beside all else. */
export async function applyMigration(
  client: Client,
  migration: Migration,
  patience: LockPatience,
): Promise<void> {
  const startedAt = new Date()
  try {
    if (isOutsideTransaction(migration)) {
      await buildIndex(client, migration)
      await recordApplied(client, migration, startedAt)
    } else {
      await inTransaction(client, patience, async () => {
        await client.query(migration.sql)
        await recordApplied(client, migration, startedAt)
      })
    }
  } catch (error) {
    await recordFailure(client, migration, startedAt, error)
    throw new AppError(
      'MIGRATION_FAILED',
      `The migration ${migration.name} failed and was rolled back: ${errorMessage(error)}`,
      { cause: error },
    )
  }
}
