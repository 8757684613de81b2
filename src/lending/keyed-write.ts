import { createHash } from 'node:crypto'

/** A write that is no event of a loan, with what makes another one the same. */
export interface KeyedWrite {
  businessId: string
  kind: string
  /** Of what was asked for, not of what was made up for it. */
  fingerprint: string
  idempotencyKey: string | null
}

export function keyedWrite(
  businessId: string,
  kind: string,
  asked: readonly unknown[],
  idempotencyKey: string | null,
): KeyedWrite {
  const fingerprint = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  return { businessId, kind, fingerprint, idempotencyKey }
}
