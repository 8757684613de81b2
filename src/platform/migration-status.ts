import type { Database } from './database'
import { readMigrations } from './migrations'

/** The migrations of this build that the database does not have yet: none when it is ready. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const [table] = await database.query<{ present: boolean }>(
    'migration_table',
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`,
  )
  const names = readMigrations().map(({ name }) => name)
  if (table?.present !== true) return names
  const rows = await database.query<{ migration_name: string }>(
    'migration_names',
    `SELECT migration_name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const applied = new Set(rows.map((row) => row.migration_name))
  return names.filter((name) => !applied.has(name))
}
