import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit'

import type { Database } from '../../platform/database'

/** Requests that this process may count by itself: so many of the key's were taken for it. */
interface Share {
  /** How many of the key's came before these, in all processes. */
  before: number
  size: number
  used: number
  until: number
}

/** The share of a limit that a process takes at once: one statement for each of so many parts. */
const PARTS = 50

/**
 * Counts requests by key over all processes, in PostgreSQL. Each takes a small share of the limit at
 * once and counts that by itself, so that few requests cost a statement: a key never gets more than
 * its limit, and less by a share where a process leaves one unused.
 */
export class RequestCounts implements Store {
  readonly localKeys = false
  readonly #database: Database
  readonly #limit: number
  readonly #shares = new Map<string, Share>()
  readonly #taking = new Map<string, Promise<void>>()
  #windowMs = 0

  constructor(database: Database, limit: number) {
    this.#database = database
    this.#limit = limit
  }

  init({ windowMs }: Options): void {
    this.#windowMs = windowMs
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    for (;;) {
      const counted = this.#countHere(key)
      if (counted !== undefined) return counted
      await (this.#taking.get(key) ?? this.#take(key))
    }
  }

  /** Nothing is given back: what was asked was asked. */
  decrement(): void {
    return
  }

  async resetKey(key: string): Promise<void> {
    this.#shares.delete(key)
    await this.#database.query(
      'reset_requests',
      'DELETE FROM request_count WHERE counted_as = $1',
      [key],
    )
  }

  /** Undefined where another share is needed first; a key past its limit needs none. */
  #countHere(key: string): ClientRateLimitInfo | undefined {
    const share = this.#shares.get(key)
    if (share === undefined || share.until <= Date.now()) return undefined
    const resetTime = new Date(share.until)
    if (share.used < share.size) {
      share.used += 1
      return { totalHits: share.before + share.used, resetTime }
    }
    const taken = share.before + share.size
    return taken < this.#limit ? undefined : { totalHits: taken + 1, resetTime }
  }

  #take(key: string): Promise<void> {
    const taking = this.#takeShare(key).finally(() => this.#taking.delete(key))
    this.#taking.set(key, taking)
    return taking
  }

  async #takeShare(key: string): Promise<void> {
    const size = Math.max(1, Math.floor(this.#limit / PARTS))
    const [row] = await this.#database.query<{ taken: number; left: number }>(
      'take_requests',
      `INSERT INTO request_count AS c (counted_as, requests, until)
       VALUES ($1, $2, now() + $3::integer * interval '1 millisecond')
       ON CONFLICT (counted_as) DO UPDATE
       SET requests = CASE WHEN c.until > now() THEN c.requests ELSE 0 END + excluded.requests,
           until = CASE WHEN c.until > now() THEN c.until ELSE excluded.until END
       RETURNING requests AS taken, ceil(extract(epoch FROM until - now()) * 1000)::integer AS left`,
      [key, size, this.#windowMs],
    )
    if (row === undefined) throw new Error('a request was counted and has no count')
    const before = row.taken - size
    this.#shares.set(key, { before, size, used: 0, until: Date.now() + row.left })
  }
}
