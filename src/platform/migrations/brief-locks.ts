import type { Client } from 'pg'

import { errorCode } from '../database-errors'
import { retry } from '../retry'

/**
 * A statement that waits for a table makes everybody wait who comes after it: so it waits a little
 * and tries again later, at most a minute or so in all.
 */
export interface LockPatience {
  lockTimeoutMs: number
  attempts: number
  baseDelayMs: number
}

export const LOCK_PATIENCE: LockPatience = { lockTimeoutMs: 3_000, attempts: 7, baseDelayMs: 500 }

const LOCK_NOT_AVAILABLE = '55P03'
const DEADLOCK_DETECTED = '40P01'

/** One transaction, run again from the start where it could not get a lock in time. */
export function inTransaction<T>(
  client: Client,
  { lockTimeoutMs, ...attempts }: LockPatience,
  work: () => Promise<T>,
): Promise<T> {
  return retry({ ...attempts, retryable: isLocked }, async () => {
    await client.query('BEGIN')
    try {
      await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`)
      const result = await work()
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  })
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return [LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED].includes(errorCode(cause) ?? '')
}
