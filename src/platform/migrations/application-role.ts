import { escapeIdentifier, escapeLiteral } from 'pg'
import type { Client } from 'pg'

import { errorCode } from '../database-errors'
import { AppError } from '../errors'

/** Who the API, the workers and the commands are in the database. */
export interface ApplicationRole {
  name: string
  password: string
}

/** Tables whose rows are forgotten in time. */
const FORGETFUL = ['loan_due', 'refused_hour', 'refused_request', 'signing_key']

/** What only `migrate` writes. */
const BOOKKEEPING = ['_prisma_migrations', 'function_set']

const EXISTS_ALREADY = new Set(['42710', '23505'])
const INSUFFICIENT_PRIVILEGE = '42501'

export function roleOf(connectionString: string): ApplicationRole {
  const { username, password } = new URL(connectionString)
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) }
}

/**
 * Makes the role where it is not there, and gives it what the application does and no more: it owns
 * nothing, so that no bug and no intruder there can switch the guards off.
 *
 * @throws AppError DATABASE_ROLE_MISSING where it cannot be made, DATABASE_ROLE_TOO_STRONG where the
 *   guards would not bind it
 */
export async function grantToApplication(client: Client, role: ApplicationRole): Promise<void> {
  if ((await currentUser(client)) === role.name) return
  await ensureRole(client, role)
  await refuseTooStrong(client, role.name)
  await client.query(await grants(client, escapeIdentifier(role.name)))
}

async function currentUser(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>('SELECT current_user AS name')
  return rows[0]?.name
}

async function ensureRole(client: Client, { name, password }: ApplicationRole): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
  if (rowCount !== 0) return
  try {
    const login = `CREATE ROLE ${escapeIdentifier(name)} LOGIN PASSWORD ${escapeLiteral(password)}`
    await client.query(login)
  } catch (error) {
    const code = errorCode(error) ?? ''
    if (EXISTS_ALREADY.has(code)) return
    if (code !== INSUFFICIENT_PRIVILEGE) throw error
    throw new AppError(
      'DATABASE_ROLE_MISSING',
      `The role ${name} of DATABASE_URL is not there, and the one of DATABASE_OWNER_URL may not make ` +
        `it. Let somebody who may run: CREATE ROLE ${escapeIdentifier(name)} LOGIN PASSWORD '…'`,
      { cause: error },
    )
  }
}

async function refuseTooStrong(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ strong: boolean }>(
    `SELECT rolsuper OR rolreplication OR pg_has_role(oid, current_user, 'MEMBER') AS strong
     FROM pg_roles WHERE rolname = $1`,
    [name],
  )
  if (rows[0]?.strong !== true) return
  throw new AppError(
    'DATABASE_ROLE_TOO_STRONG',
    `The role ${name} of DATABASE_URL is a superuser, may replicate, or is a member of the owner's role: ` +
      'the guards would not bind it. Give the application a role of its own.',
  )
}

/** All in one query, which is one transaction: there is no moment without. */
async function grants(client: Client, role: string): Promise<string> {
  const { rows } = await client.query<{ name: string; append_only: boolean }>(
    `SELECT c.relname AS name, EXISTS (
       SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname IN ('no_update', 'no_change')) AS append_only
     FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
       AND pg_get_userbyid(c.relowner) = current_user
     ORDER BY c.relname`,
  )
  const ofTables = rows.flatMap(({ name, append_only: appendOnly }) => {
    const table = escapeIdentifier(name)
    const rights = rightsOn(name, appendOnly).join(', ')
    return [`REVOKE ALL ON ${table} FROM ${role}`, `GRANT ${rights} ON ${table} TO ${role}`]
  })
  return [`GRANT USAGE ON SCHEMA public TO ${role}`, ...ofTables].join(';\n')
}

function rightsOn(table: string, appendOnly: boolean): string[] {
  if (BOOKKEEPING.includes(table)) return ['SELECT']
  const rights = appendOnly ? ['SELECT', 'INSERT'] : ['SELECT', 'INSERT', 'UPDATE']
  return FORGETFUL.includes(table) ? [...rights, 'DELETE'] : rights
}
