import type { Client } from 'pg'

import { AppError } from '../errors'
import type { Migration } from './read-migrations'

const MARK = /^--\s*no transaction\b.*\n/
const ONE_INDEX = /^CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(\w+)\s+ON\s[^;]*;?\s*$/i

/** Whether a migration says in its first line that it runs outside of a transaction. */
export function isOutsideTransaction({ sql }: Migration): boolean {
  return MARK.test(sql)
}

/**
 * Builds the index of a migration that is outside of a transaction, while everybody goes on
 * writing. An attempt that failed or was killed leaves an index that is not valid: it is built again.
 */
export async function buildIndex(client: Client, { name, sql }: Migration): Promise<void> {
  const statement = sql.replace(/^--.*\n/gm, '').trim()
  const index = ONE_INDEX.exec(statement)?.[1]
  if (index === undefined) {
    throw new AppError(
      'MIGRATION_NOT_ONE_INDEX',
      `The migration ${name} is marked «no transaction»: it must be one CREATE INDEX CONCURRENTLY.`,
    )
  }
  const { rows } = await client.query<{ valid: boolean }>(
    'SELECT indisvalid AND indisready AS valid FROM pg_index WHERE indexrelid = to_regclass($1)',
    [index],
  )
  if (rows[0]?.valid === true) return
  if (rows.length > 0) await client.query(`DROP INDEX CONCURRENTLY ${index}`)
  await client.query(statement)
}
