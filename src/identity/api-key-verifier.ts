import { timingSafeEqual } from 'node:crypto'

import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { apiKeyPrefix, hashApiKey } from './api-key-text'
import { businessColumns, businessOf } from '../business/business'
import type { Business, BusinessRow } from '../business/business'

export interface ApiCaller {
  business: Business
  /** Names the key without giving it away. */
  keyPrefix: string
}

interface KnownKey {
  hash: Buffer
  revokedAt: Date | null
  business: Business
}

interface Remembered {
  until: number
  key: Promise<KnownKey | undefined>
}

const REMEMBER_MS = 5_000
const REMEMBER_KEYS = 10_000

/** Tells whose key it is. What it reads it remembers for 5 seconds. */
export class ApiKeyVerifier {
  readonly #database: Database
  readonly #clock: Clock
  readonly #remembered = new Map<string, Remembered>()

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  async verify(key: string): Promise<ApiCaller | null> {
    const prefix = apiKeyPrefix(key)
    if (prefix === undefined) return null
    const known = await this.#find(prefix)
    // The prefix is no secret, so only the comparison of the hashes takes constant time.
    if (known === undefined || !timingSafeEqual(known.hash, hashApiKey(key))) return null
    if (known.revokedAt !== null && known.revokedAt <= this.#clock.now()) return null
    return { business: known.business, keyPrefix: prefix }
  }

  #find(prefix: string): Promise<KnownKey | undefined> {
    const now = this.#clock.now().getTime()
    const remembered = this.#remembered.get(prefix)
    if (remembered !== undefined && remembered.until > now) return remembered.key

    const key = this.#read(prefix)
    this.#remembered.delete(prefix)
    this.#remembered.set(prefix, { until: now + REMEMBER_MS, key })
    this.#forgetOldest()
    key.then(
      (found) => found ?? this.#remembered.delete(prefix),
      () => this.#remembered.delete(prefix),
    )
    return key
  }

  /** A map keeps the order of insertion. */
  #forgetOldest(): void {
    if (this.#remembered.size <= REMEMBER_KEYS) return
    const [oldest] = this.#remembered.keys()
    if (oldest !== undefined) this.#remembered.delete(oldest)
  }

  async #read(prefix: string): Promise<KnownKey | undefined> {
    const [row] = await this.#database.query<
      BusinessRow & { hash: Buffer; revoked_at: Date | null }
    >(
      'api_key',
      `SELECT k.hash, k.revoked_at, ${businessColumns}
       FROM api_key k JOIN business b ON b.id = k.business_id WHERE k.prefix = $1`,
      [prefix],
    )
    if (row === undefined) return undefined
    return { hash: row.hash, revokedAt: row.revoked_at, business: businessOf(row) }
  }
}
