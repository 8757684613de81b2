import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { rolesAmong } from './roles'
import type { Role } from './roles'

/** Who may come to the console. */
export interface ConsoleUser {
  userId: string
  /** Signs them in; any name will do where it is no address. */
  email: string
  name: string
}

export interface ListedUser extends ConsoleUser {
  roles: Role[]
  hasPassword: boolean
  lastSeenAt: Date | null
  disabledAt: Date | null
}

/** As it is kept and compared. */
export function emailOf(given: string): string {
  return given.normalize('NFC').trim().toLowerCase()
}

/**
 * @param actor who does it, as the audit keeps it
 * @throws AppError USER_EXISTS
 */
export async function addUser(
  database: Database,
  businessId: string,
  { email, name, roles }: { email: string; name: string; roles: readonly Role[] },
  actor: string,
): Promise<ConsoleUser> {
  const [row] = await database.query<{ user_id: string }>(
    'add_console_user',
    `WITH added AS (
       INSERT INTO console_user (email, name) VALUES ($2, $3) ON CONFLICT (email) DO NOTHING RETURNING id
     ), member AS (
       INSERT INTO membership (user_id, business_id, roles) SELECT id, $1, $4 FROM added
     ), noted AS (
       INSERT INTO console_audit (business_id, action, outcome, actor, subject)
       SELECT $1, 'ADD_USER', 'DONE', $5, $2 || ': ' || array_to_string($4::text[], ', ') FROM added
     )
     SELECT id AS user_id FROM added`,
    [businessId, emailOf(email), name.normalize('NFC').trim(), roles, actor],
  )
  if (row !== undefined) return { userId: row.user_id, email: emailOf(email), name }
  throw new AppError('USER_EXISTS', `There is a user ${emailOf(email)} already.`, { status: 409 })
}

/** Those who have or had a role in a business. */
export async function listUsers(database: Database, businessId: string): Promise<ListedUser[]> {
  const users = await database.prisma.consoleUser.findMany({
    where: { memberships: { some: { businessId } } },
    include: {
      memberships: { where: { businessId } },
      sessions: { where: { businessId }, orderBy: { seenAt: 'desc' }, take: 1 },
    },
    orderBy: { email: 'asc' },
  })
  return users.map(({ id, email, name, disabledAt, passwordHash, memberships, sessions }) => ({
    ...{ userId: id, email, name, disabledAt },
    roles: rolesAmong(memberships[0]?.roles ?? []),
    hasPassword: passwordHash !== null,
    lastSeenAt: sessions[0]?.seenAt ?? null,
  }))
}

/** From now on, or from the moment each API has forgotten them: 5 seconds at most. */
export async function disableUser(database: Database, email: string, actor: string): Promise<void> {
  await changed(
    email,
    database.query(
      'disable_console_user',
      `WITH disabled AS (
         UPDATE console_user SET disabled_at = now() WHERE email = $1 AND disabled_at IS NULL RETURNING id
       ), ended AS (
         UPDATE console_session SET ended_at = now()
         WHERE user_id IN (SELECT id FROM disabled) AND ended_at IS NULL
       )
       INSERT INTO console_audit (business_id, action, outcome, actor, subject)
       SELECT m.business_id, 'DISABLE_USER', 'DONE', $2, $1
       FROM disabled d JOIN membership m ON m.user_id = d.id RETURNING 1`,
      [emailOf(email), actor],
    ),
  )
}

/** What they may do in a business from now on; nothing, with none. */
export async function setRoles(
  database: Database,
  businessId: string,
  { email, roles }: { email: string; roles: readonly Role[] },
  actor: string,
): Promise<void> {
  await changed(
    email,
    database.query(
      'set_console_roles',
      `WITH member AS (
         INSERT INTO membership (user_id, business_id, roles)
         SELECT id, $2, $3 FROM console_user WHERE email = $1 AND disabled_at IS NULL
         ON CONFLICT (user_id, business_id) DO UPDATE SET roles = excluded.roles RETURNING user_id
       )
       INSERT INTO console_audit (business_id, action, outcome, actor, subject)
       SELECT $2, 'SET_ROLES', 'DONE', $4, $1 || ': ' || array_to_string($3::text[], ', ')
       FROM member RETURNING 1`,
      [emailOf(email), businessId, roles, actor],
    ),
  )
}

async function changed(email: string, rows: Promise<unknown[]>): Promise<void> {
  if ((await rows).length === 0) throw noUser(email)
}

export function noUser(email: string): AppError {
  return new AppError('USER_NOT_FOUND', `There is no user ${emailOf(email)} who may come.`, {
    status: 404,
  })
}
