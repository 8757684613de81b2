import type { Database } from '../../src/platform/database'

interface ForeignKey {
  table: string
  name: string
  definition: string
}

const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY($1)`

/** An entry's balance is checked by them for every line; `verify` checks it again afterwards. */
const BALANCED = ['journal_entry', 'journal_line']

/**
 * Has PostgreSQL check foreign keys for a whole load at once instead of row by row: they are taken
 * away and, in the end, made again, which fails where any row breaks one.
 */
export async function withoutChecks(
  database: Database,
  tables: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  const keys = await database.query<ForeignKey>('foreign_keys', FOREIGN_KEYS, [tables])
  const alter = (name: string, table: string, what: string) =>
    database.query(`alter_${name}`, `ALTER TABLE ${table} ${what}`)
  for (const { table, name } of keys) await alter(`drop_${name}`, table, `DROP CONSTRAINT ${name}`)
  for (const table of BALANCED) await alter(`off_${table}`, table, 'DISABLE TRIGGER USER')
  await load()
  for (const table of BALANCED) await alter(`on_${table}`, table, 'ENABLE TRIGGER USER')
  for (const { table, name, definition } of keys) {
    await alter(`add_${name}`, table, `ADD CONSTRAINT ${name} ${definition}`)
  }
}
