import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Of scrypt. */
export interface HashCost {
  N: number
  r: number
  p: number
}

/** Of a secret that was taken at random, and of one that a person thought of. */
export const RANDOM_SECRET: HashCost = { N: 16_384, r: 8, p: 1 }
export const PASSWORD: HashCost = { N: 32_768, r: 8, p: 3 }

const HASH_BYTES = 32
const MOST_MEMORY = 64 * 1024 * 1024

/** `scrypt$N$r$p$salt$hash`, so that the cost can be raised and old hashes still be checked. */
export async function hashSecret(secret: string, cost = RANDOM_SECRET): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(secret, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')]
    .map(String)
    .join('$')
}

export async function verifySecret(secret: string, stored: string): Promise<boolean> {
  const [algorithm, N, r, p, salt = '', hash = ''] = stored.split('$')
  if (algorithm !== 'scrypt') return false
  const expected = Buffer.from(hash, 'base64url')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const actual = await derive(secret, Buffer.from(salt, 'base64url'), cost)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function derive(secret: string, salt: Buffer, cost: HashCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, { ...cost, maxmem: MOST_MEMORY }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
