import { createHash, randomBytes, randomInt } from 'node:crypto'

const PREFIX_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const KEY = /^lsk_([a-z0-9]{10})_[A-Za-z0-9_-]{43}$/

/** A new key, `lsk_<prefix>_<secret>`; the prefix is no secret and finds its row. */
export function newApiKey(): { key: string; prefix: string } {
  const prefix = Array.from({ length: 10 }, () =>
    PREFIX_ALPHABET.charAt(randomInt(PREFIX_ALPHABET.length)),
  ).join('')
  return { prefix, key: `lsk_${prefix}_${randomBytes(32).toString('base64url')}` }
}

export function apiKeyPrefix(key: string): string | undefined {
  return KEY.exec(key)?.[1]
}

/** 32 random bytes need no slow hash. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
