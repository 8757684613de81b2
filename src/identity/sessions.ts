import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { Caller } from './caller'
import { redeemLoginLink } from './login-links'
import { hashOpaqueSecret, newOpaqueSecret } from './opaque-secret'
import { permissionsOf } from './roles'
import type { Permission, Role } from './roles'
import { beginSession, endSession, moveSession, noteSeen, readSession } from './session-store'
import type { From, KeptSession } from './session-store'
import { ShortMemory } from './short-memory'
import type { ConsoleUser } from './users'

/** A user whose session is in force. */
export interface SignedIn extends Caller {
  user: ConsoleUser
  businessName: string
  roles: Role[]
  permissions: Permission[]
  /** When they proved who they are. */
  since: Date
  expiresAt: Date
  /** What the cookie holds. */
  secret: string
}

const MINUTE_MS = 60_000
const IDLE_MS = 30 * MINUTE_MS
const LONGEST_MS = 12 * 60 * MINUTE_MS
/** For what needs somebody who has just shown who they are. */
const FRESH_MS = 15 * MINUTE_MS
const REMEMBER = { rememberMs: 5_000, most: 10_000 }

/** Who is signed in. What ends a session anywhere ends it here within 5 seconds. */
export class Sessions {
  readonly #database: Database
  readonly #clock: Clock
  readonly #memory: ShortMemory<KeptSession>

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
    const read = (name: string) => readSession(database, Buffer.from(name, 'hex'))
    this.#memory = new ShortMemory(clock, read, REMEMBER)
  }

  /** Whose session this is; undefined where it is none in force. */
  async recall(secret: string): Promise<SignedIn | undefined> {
    const hash = hashOpaqueSecret(secret)
    const kept = hash && (await this.#memory.get(hash.toString('hex')))
    if (hash === undefined || kept === undefined || !this.#inForce(kept)) return undefined
    await this.#see(hash, kept)
    const { user, business, businessName, roles, createdAt } = kept
    return {
      ...{ user, business, businessName, roles, secret },
      permissions: permissionsOf(roles),
      since: createdAt,
      expiresAt: new Date(createdAt.getTime() + LONGEST_MS),
      sender: `user ${user.email}`,
      actor: user.name === user.email ? user.email : `${user.name} (${user.email})`,
    }
  }

  /** Signs in whom the link is for, once. @returns what the cookie holds */
  async beginByLink(link: string, from: From): Promise<string | undefined> {
    const userId = await redeemLoginLink(this.#database, this.#clock, link)
    return userId === undefined ? undefined : this.begin(userId, 'link', from)
  }

  /** @returns what the cookie holds; undefined where the user has no role in any business */
  async begin(userId: string, by: 'link' | 'password', from: From): Promise<string | undefined> {
    const { secret, hash } = newOpaqueSecret()
    const session = { hash, from, at: this.#clock.now() }
    return (await beginSession(this.#database, userId, by, session)) ? secret : undefined
  }

  /** @returns what the cookie holds from now on; undefined where the user has no role there */
  async move(old: SignedIn, businessId: string, from: From): Promise<string | undefined> {
    const { secret, hash } = newOpaqueSecret()
    const session = { hash, from, at: this.#clock.now() }
    const moved = await moveSession(this.#database, this.#forgotten(old), businessId, session)
    return moved ? secret : undefined
  }

  async end(session: SignedIn): Promise<void> {
    const hash = this.#forgotten(session)
    await endSession(this.#database, hash, this.#clock.now())
    this.#forgotten(session)
  }

  isFresh({ since }: SignedIn): boolean {
    return this.#clock.now().getTime() - since.getTime() <= FRESH_MS
  }

  #inForce({ isOver, roles, createdAt, seenAt }: KeptSession): boolean {
    const now = this.#clock.now().getTime()
    const isIdle = now - seenAt.getTime() > IDLE_MS
    return !isOver && !isIdle && roles.length > 0 && now - createdAt.getTime() <= LONGEST_MS
  }

  /** Once a minute is enough. */
  async #see(hash: Buffer, kept: KeptSession): Promise<void> {
    const now = this.#clock.now()
    if (now.getTime() - kept.seenAt.getTime() < MINUTE_MS) return
    kept.seenAt = now
    await noteSeen(this.#database, hash, now)
  }

  #forgotten({ secret }: SignedIn): Buffer {
    const hash = hashOpaqueSecret(secret)
    if (hash === undefined) throw new Error('a session has no hash')
    this.#memory.forget(hash.toString('hex'))
    return hash
  }
}
