import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const SEALED = 'sealed'
const KEY_BYTES = 32
const IV_BYTES = 12

/** How private keys lie in the database: as they are, or sealed by a secret of the deployment. */
export interface KeySealing {
  seal(kid: string, privateKey: string): string
  /** @throws Error where it was sealed by another secret, or is not what was sealed */
  open(kid: string, stored: string): string
}

/** A key that was stored before there was a secret opens with one too. */
export function keySealing(secret: string | undefined): KeySealing {
  const key = secret === undefined ? undefined : sealingKey(secret)
  return {
    seal(kid, privateKey) {
      if (key === undefined) return privateKey
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(kid))
      const text = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()])
      const parts = [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))
      return [SEALED, ...parts].join('$')
    },
    open(kid, stored) {
      if (!isSealed(stored)) return stored
      const [, ...parts] = stored.split('$')
      if (key === undefined) throw new Error('the key is sealed and SIGNING_KEY_SECRET is not set')
      const [iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (iv === undefined || tag === undefined || text === undefined) {
        throw new Error('the sealed key is not whole')
      }
      const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: 16 })
        .setAAD(Buffer.from(kid))
        .setAuthTag(tag)
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
    },
  }
}

/** Whether a stored private key is sealed, by whatever secret. */
export function isSealed(stored: string): boolean {
  return stored.startsWith(`${SEALED}$`)
}

/** The secret is random and long, so that no slow hash is needed. */
function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'loansaga signing keys', KEY_BYTES))
}
