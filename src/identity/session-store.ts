import { businessColumns, businessOf } from '../business/business'
import type { Business, BusinessRow } from '../business/business'
import type { Database } from '../platform/database'
import { rolesAmong } from './roles'
import type { Role } from './roles'
import type { ConsoleUser } from './users'

/** A session as it is kept, whether in force or not. */
export interface KeptSession {
  user: ConsoleUser
  business: Business
  businessName: string
  roles: Role[]
  /** When its user proved who they are. */
  createdAt: Date
  seenAt: Date
  isOver: boolean
}

/** Where a request comes from, as it is kept. */
export interface From {
  ip: string
  agent: string
}

type Row = BusinessRow & {
  user_id: string
  email: string
  user_name: string
  business_name: string
  roles: string[]
  created_at: Date
  seen_at: Date
  is_over: boolean
}

export async function readSession(
  database: Database,
  hash: Buffer,
): Promise<KeptSession | undefined> {
  const [row] = await database.query<Row>(
    'console_session',
    `SELECT s.user_id, u.email, u.name AS user_name, b.name AS business_name, m.roles, s.created_at,
            s.seen_at, s.ended_at IS NOT NULL OR u.disabled_at IS NOT NULL AS is_over, ${businessColumns}
     FROM console_session s JOIN console_user u ON u.id = s.user_id
     JOIN membership m ON m.user_id = s.user_id AND m.business_id = s.business_id
     JOIN business b ON b.id = s.business_id WHERE s.hash = $1`,
    [hash],
  )
  if (row === undefined) return undefined
  return {
    user: { userId: row.user_id, email: row.email, name: row.user_name },
    business: businessOf(row),
    businessName: row.business_name,
    roles: rolesAmong(row.roles),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    isOver: row.is_over,
  }
}

interface NewSession {
  hash: Buffer
  at: Date
  from: From
}

/**
 * Begins a session in the oldest business in which its user has a role.
 * @param by how they proved who they are
 * @returns false where they have none anywhere
 */
export async function beginSession(
  database: Database,
  userId: string,
  by: 'link' | 'password',
  { hash, at, from }: NewSession,
): Promise<boolean> {
  const begun = await database.query(
    'begin_console_session',
    `WITH chosen AS (
       SELECT m.business_id, u.email FROM console_user u JOIN membership m ON m.user_id = u.id
       JOIN business b ON b.id = m.business_id
       WHERE u.id = $2 AND u.disabled_at IS NULL AND m.roles <> '{}'
       ORDER BY b.created_at, b.id LIMIT 1
     ), begun AS (
       INSERT INTO console_session (hash, user_id, business_id, created_at, seen_at, ip, agent)
       SELECT $1, $2, business_id, $3, $3, $4, $5 FROM chosen
     )
     INSERT INTO console_audit (business_id, user_id, at, action, outcome, actor, subject, ip)
     SELECT business_id, $2, $3, 'SIGN_IN', 'DONE', email, $6, $4 FROM chosen RETURNING 1`,
    [hash, userId, at, from.ip, from.agent, by],
  )
  return begun.length > 0
}

/**
 * Goes on in another business under another hash, so that nobody who remembers the session for a
 * moment takes it for one of the business before.
 * @returns false where the user has no role there
 */
export async function moveSession(
  database: Database,
  old: Buffer,
  businessId: string,
  { hash, at, from }: NewSession,
): Promise<boolean> {
  const moved = await database.query(
    'move_console_session',
    `WITH ended AS (
       UPDATE console_session s SET ended_at = $3 FROM membership m
       WHERE s.hash = $6 AND s.ended_at IS NULL
         AND m.user_id = s.user_id AND m.business_id = $2 AND m.roles <> '{}'
       RETURNING s.user_id, s.created_at
     ), begun AS (
       INSERT INTO console_session (hash, user_id, business_id, created_at, seen_at, ip, agent)
       SELECT $1, user_id, $2, created_at, $3, $4, $5 FROM ended
     )
     INSERT INTO console_audit (business_id, user_id, at, action, outcome, actor, subject, ip)
     SELECT $2, e.user_id, $3, 'SWITCH_BUSINESS', 'DONE', u.email, '', $4
     FROM ended e JOIN console_user u ON u.id = e.user_id RETURNING 1`,
    [hash, businessId, at, from.ip, from.agent, old],
  )
  return moved.length > 0
}

export async function endSession(database: Database, hash: Buffer, at: Date): Promise<void> {
  await database.query(
    'end_console_session',
    `WITH ended AS (
       UPDATE console_session SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL
       RETURNING user_id, business_id, ip
     )
     INSERT INTO console_audit (business_id, user_id, at, action, outcome, actor, subject, ip)
     SELECT e.business_id, e.user_id, $2, 'SIGN_OUT', 'DONE', u.email, '', e.ip
     FROM ended e JOIN console_user u ON u.id = e.user_id`,
    [hash, at],
  )
}

export async function noteSeen(database: Database, hash: Buffer, at: Date): Promise<void> {
  await database.query(
    'see_console_session',
    'UPDATE console_session SET seen_at = $2 WHERE hash = $1 AND seen_at < $2',
    [hash, at],
  )
}
