import { createHash } from 'node:crypto'

import type { OutgoingRow } from './import-row'

/**
 * The key of the attempt behind one that failed, which has used up its own. Made of that key
 * alone: whoever sends a failed row again, from this file or from the refused one, sends it once.
 */
function nextKey(key: string): string {
  return `again-${createHash('sha256').update(key).digest('hex')}`
}

/** The key under which an attempt is sent; null where the row is sent without one. */
export function attemptKey({ key }: Pick<OutgoingRow, 'key'>, attempt: number): string | null {
  if (key === null) return null
  let next = key
  for (let made = 1; made < attempt; made += 1) next = nextKey(next)
  return next
}
