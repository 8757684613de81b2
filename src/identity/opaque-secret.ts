import { createHash, randomBytes } from 'node:crypto'

const BYTES = 32
const SECRET = /^[A-Za-z0-9_-]{43}$/

/** Something to be known by: 32 random bytes need no slow hash. */
export function newOpaqueSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(BYTES).toString('base64url')
  return { secret, hash: digest(secret) }
}

/** The hash it is kept under; undefined for what is none. */
export function hashOpaqueSecret(given: string): Buffer | undefined {
  return SECRET.test(given) ? digest(given) : undefined
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
