import type { Database } from '../database'
import { APPLIED_SETS, serves } from './function-sets'
import type { AppliedSet } from './function-sets'
import { readFunctions } from './read-functions'
import { readMigrations } from './read-migrations'

/** The schema that this build needs. */
export interface NeededSchema {
  migrations: string[]
  /** The checksum of its set of functions. */
  functions: string
}

export function neededSchema(): NeededSchema {
  return {
    migrations: readMigrations().map(({ name }) => name),
    functions: readFunctions().checksum,
  }
}

/** What the database lacks: migrations by name, and `functions`; nothing when it is ready. */
export async function missingInSchema(
  database: Database,
  { migrations, functions }: NeededSchema,
): Promise<string[]> {
  const [tables] = await database.query<{ migrations: boolean; functions: boolean }>(
    'schema_tables',
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS migrations,
            to_regclass('function_set') IS NOT NULL AS functions`,
  )
  const applied = new Set(tables?.migrations === true ? await appliedMigrations(database) : [])
  const sets =
    tables?.functions === true
      ? await database.query<AppliedSet>('function_sets', APPLIED_SETS)
      : []
  return [
    ...migrations.filter((name) => !applied.has(name)),
    ...(serves(sets, functions) ? [] : ['functions']),
  ]
}

async function appliedMigrations(database: Database): Promise<string[]> {
  const rows = await database.query<{ migration_name: string }>(
    'migration_names',
    `SELECT migration_name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return rows.map((row) => row.migration_name)
}
