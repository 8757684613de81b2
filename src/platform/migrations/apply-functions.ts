import type { Client } from 'pg'

import { AppError, errorMessage } from '../errors'
import { inTransaction } from './brief-locks'
import type { LockPatience } from './brief-locks'
import { APPLIED_SETS, serves } from './function-sets'
import type { AppliedFunction, AppliedSet } from './function-sets'
import type { FunctionFile, FunctionSet } from './read-functions'

/** What this transaction has made or replaced. */
const TOUCHED = `
  SELECT p.oid::regprocedure::text AS signature FROM pg_proc p
  WHERE p.pronamespace = current_schema()::regnamespace AND p.xmin = pg_current_xact_id()::xid`

/** What PostgreSQL checks of a function when it is made: here when all of them are there. */
const VALIDATE = [
  ['sql', 'fmgr_sql_validator'],
  ['plpgsql', 'plpgsql_validator'],
].map(
  ([language, validator]) => `
  SELECT ${validator}(p.oid) FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
  WHERE p.pronamespace = current_schema()::regnamespace AND p.xmin = pg_current_xact_id()::xid
    AND l.lanname = '${language}'`,
)

export interface ApplyFunctionsOptions {
  /** Also where the functions of a newer build stand. */
  replaceNewer: boolean
  patience: LockPatience
}

/**
 * Brings the functions to those of a set, all or nothing: files that changed are run again, and what
 * no file defines any more is dropped. The functions of a newer build are left as they are.
 *
 * @returns the names of the files it ran
 */
export async function applyFunctions(
  client: Client,
  set: FunctionSet,
  { replaceNewer, patience }: ApplyFunctionsOptions,
): Promise<string[]> {
  const { rows: applied } = await client.query<AppliedSet>(APPLIED_SETS)
  const stands = applied.at(-1)?.checksum === set.checksum
  if (stands || (!replaceNewer && serves(applied, set.checksum))) return []
  try {
    return await inTransaction(client, patience, () => replace(client, set))
  } catch (error) {
    throw new AppError(
      'FUNCTIONS_FAILED',
      `The SQL functions are as they were: ${errorMessage(error)}`,
      { cause: error },
    )
  }
}

async function replace(client: Client, set: FunctionSet): Promise<string[]> {
  const before = await standing(client)
  const isSame = (file: FunctionFile) =>
    before.some(({ file: name, checksum }) => name === file.name && checksum === file.checksum)
  const changed = set.files.filter((file) => !isSame(file))
  const unchanged = new Set(set.files.filter(isSame).map(({ name }) => name))

  // They call each other: any of them may be made before those that it needs.
  await client.query('SET LOCAL check_function_bodies = off')
  const after = before.filter(({ file }) => unchanged.has(file))
  for (const file of changed) after.push(...(await run(client, file, after)))
  await dropOthers(client, before, after)
  await client.query('SET LOCAL check_function_bodies = on')
  for (const validate of VALIDATE) await client.query(validate)

  await client.query(
    'INSERT INTO function_set (checksum, version, functions) VALUES ($1, $2, $3::jsonb)',
    [set.checksum, set.version, JSON.stringify(after)],
  )
  return changed.map(({ name }) => name)
}

async function standing(client: Client): Promise<AppliedFunction[]> {
  const { rows } = await client.query<{ functions: AppliedFunction[] }>(
    'SELECT functions FROM function_set ORDER BY no DESC LIMIT 1',
  )
  return rows[0]?.functions ?? []
}

/** @returns the functions that a file defines */
async function run(
  client: Client,
  { name, sql, checksum }: FunctionFile,
  known: AppliedFunction[],
): Promise<AppliedFunction[]> {
  try {
    await client.query(sql)
  } catch (error) {
    throw new Error(`${name}.sql: ${errorMessage(error)}`, { cause: error })
  }
  const { rows } = await client.query<{ signature: string }>(TOUCHED)
  const others = new Set(known.map(({ signature }) => signature))
  const own = rows.filter(({ signature }) => !others.has(signature))
  if (own.length === 0) throw new Error(`${name}.sql defines no function of its own`)
  return own.map(({ signature }) => ({ signature, file: name, checksum }))
}

async function dropOthers(
  client: Client,
  before: AppliedFunction[],
  after: AppliedFunction[],
): Promise<void> {
  const kept = new Set(after.map(({ signature }) => signature))
  for (const { signature } of before) {
    if (!kept.has(signature)) await client.query(`DROP FUNCTION IF EXISTS ${signature}`)
  }
}
