import { Client } from 'pg'

import { grantToApplication } from './application-role'
import type { ApplicationRole } from './application-role'
import { applyFunctions } from './apply-functions'
import { applyMigration } from './apply-migration'
import { LOCK_PATIENCE } from './brief-locks'
import type { LockPatience } from './brief-locks'
import { CREATE_HISTORY, pendingIn } from './history'
import { readFunctions } from './read-functions'
import type { FunctionSet } from './read-functions'
import { readMigrations } from './read-migrations'
import type { Migration } from './read-migrations'

/** The lock that `prisma migrate deploy` takes, so that it and this one exclude each other. */
const PRISMA_MIGRATE_LOCK = 72_707_369

export interface MigrateOptions {
  migrations?: Migration[]
  /** Null: the functions stay as they are. */
  functions?: FunctionSet | null
  /** Where nothing of a newer build runs beside; without it the functions of a newer one are left. */
  replaceNewerFunctions?: boolean
  patience?: LockPatience
  /** Is given what the application does, where it is another role than the one that migrates. */
  application?: ApplicationRole
}

/**
 * Applies what is not applied yet, each migration in a transaction with its row in
 * `_prisma_migrations`, then the functions, and what the application may do. Any number of processes may call it at once: one works,
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
    patience = LOCK_PATIENCE,
    application,
  }: MigrateOptions = {},
): Promise<string[]> {
  const client = new Client({ connectionString, application_name: 'loansaga-migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK])
    await client.query(CREATE_HISTORY)
    const pending = await pendingIn(client, migrations)
    for (const migration of pending) await applyMigration(client, migration, patience)
    const replaced =
      functions && (await applyFunctions(client, functions, { replaceNewer, patience }))
    if (application !== undefined) await grantToApplication(client, application)
    return [
      ...pending.map(({ name }) => name),
      ...(replaced ?? []).map((name) => `functions/${name}`),
    ]
  } finally {
    await client.end()
  }
}
