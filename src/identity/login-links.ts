import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { hashOpaqueSecret, newOpaqueSecret } from './opaque-secret'
import { emailOf, noUser } from './users'

const GOOD_FOR_MINUTES = 15

/**
 * Makes what signs a user in once, within 15 minutes; told now and never again.
 * @throws AppError USER_NOT_FOUND (404), also of one who is disabled
 */
export async function makeLoginLink(
  database: Database,
  clock: Clock,
  email: string,
  actor: string,
): Promise<string> {
  const { secret, hash } = newOpaqueSecret()
  const expiresAt = new Date(clock.now().getTime() + GOOD_FOR_MINUTES * 60_000)
  const made = await database.query(
    'make_login_link',
    `WITH made AS (
       INSERT INTO login_link (hash, user_id, expires_at)
       SELECT $2, id, $3 FROM console_user WHERE email = $1 AND disabled_at IS NULL RETURNING user_id
     ), noted AS (
       INSERT INTO console_audit (business_id, action, outcome, actor, subject)
       SELECT m.business_id, 'MAKE_LINK', 'DONE', $4, $1 FROM made JOIN membership m USING (user_id)
     )
     SELECT user_id FROM made`,
    [emailOf(email), hash, expiresAt, actor],
  )
  if (made.length === 0) throw noUser(email)
  return secret
}

/** Whom it signs in; undefined where it is none, was used, or is too old. */
export async function redeemLoginLink(
  database: Database,
  clock: Clock,
  secret: string,
): Promise<string | undefined> {
  const hash = hashOpaqueSecret(secret)
  if (hash === undefined) return undefined
  const [row] = await database.query<{ user_id: string }>(
    'redeem_login_link',
    `UPDATE login_link l SET used_at = $2 FROM console_user u
     WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
       AND u.id = l.user_id AND u.disabled_at IS NULL RETURNING l.user_id`,
    [hash, clock.now()],
  )
  return row?.user_id
}
