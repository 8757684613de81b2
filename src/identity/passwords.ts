import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { hashOpaqueSecret } from './opaque-secret'
import type { SecretGate } from './secret-gate'
import { PASSWORD } from './secret-hash'
import type { From } from './session-store'
import type { SignedIn } from './sessions'
import { emailOf } from './users'

/** The passwords of the console's users. */
export class Passwords {
  readonly #database: Database
  readonly #clock: Clock
  readonly #gate: SecretGate

  constructor(database: Database, clock: Clock, gate: SecretGate) {
    this.#database = database
    this.#clock = clock
    this.#gate = gate
  }

  /**
   * Whose it is, found out in the same time whatever is wrong; a wrong one is kept in the audit.
   * @returns the user's id
   * @throws AppError BUSY (429)
   */
  async check(email: string, password: string, { ip }: From): Promise<string | undefined> {
    const user = await this.#find(email)
    const matches = await this.#gate.matches(normal(password), user?.hash, PASSWORD)
    if (matches && user !== undefined) return user.id
    await this.#database.query(
      'refuse_sign_in',
      `INSERT INTO console_audit (business_id, user_id, at, action, outcome, actor, subject, ip)
       SELECT m.business_id, u.id, $2, 'SIGN_IN', 'REFUSED', u.email, 'password', $3
       FROM console_user u JOIN membership m ON m.user_id = u.id WHERE u.email = $1`,
      [emailOf(email), this.#clock.now(), ip],
    )
    return undefined
  }

  /** Whether a user has one. */
  async isSet({ user }: SignedIn): Promise<boolean> {
    return (await this.#find(user.email)) !== undefined
  }

  /** Every other session of the user ends with the old one. */
  async set({ user, secret }: SignedIn, password: string): Promise<void> {
    const hash = await this.#gate.hash(normal(password), PASSWORD)
    await this.#database.query(
      'set_password',
      `WITH changed AS (
         UPDATE console_user SET password_hash = $2 WHERE id = $1 RETURNING id, email
       ), ended AS (
         UPDATE console_session SET ended_at = $3
         WHERE user_id = $1 AND ended_at IS NULL AND hash <> $4
       )
       INSERT INTO console_audit (business_id, user_id, at, action, outcome, actor, subject)
       SELECT m.business_id, c.id, $3, 'SET_PASSWORD', 'DONE', c.email, c.email
       FROM changed c JOIN membership m ON m.user_id = c.id`,
      [user.userId, hash, this.#clock.now(), hashOpaqueSecret(secret)],
    )
  }

  async #find(email: string): Promise<{ id: string; hash: string } | undefined> {
    const [row] = await this.#database.query<{ id: string; hash: string }>(
      'password_of',
      `SELECT id, password_hash AS hash FROM console_user
       WHERE email = $1 AND disabled_at IS NULL AND password_hash IS NOT NULL`,
      [emailOf(email)],
    )
    return row
  }
}

function normal(password: string): string {
  return password.normalize('NFC')
}
