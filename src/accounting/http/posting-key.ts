import { createHash } from 'node:crypto'

/** What the receiving side takes as an Idempotency-Key. */
const HEADER_SAFE = /^[\x20-\x7e]{1,255}$/

/**
 * The key under which an event is posted: the same for every attempt, another one for each
 * generation. A loan's id that no header can carry is replaced by its hash.
 */
export function postingKey(loanId: string, eventId: string, generation: number): string {
  const suffix = `:${eventId}:accounting${generation > 1 ? `:g${generation}` : ''}`
  const plain = loanId + suffix
  if (HEADER_SAFE.test(plain)) return plain
  return createHash('sha256').update(loanId).digest('hex') + suffix
}
