import { bulkhead, BulkheadRejectedError } from 'cockatiel'

import { hashSecret, verifySecret } from './secret-hash'
import { AppError } from '../platform/errors'
import type { KeyPairDirectory, KnownKeyPair } from './key-pair-directory'

/** Each check keeps a core busy for some 50 ms and takes 16 MB; whoever does not fit in is sent off. */
const AT_ONCE = 2
const WAITING = 50

/** Tells whether a secret belongs to a key id, in the same time whatever is wrong. */
export class CredentialCheck {
  readonly #pairs: KeyPairDirectory
  readonly #room = bulkhead(AT_ONCE, WAITING)
  /** Compared against where there is no such pair. */
  #decoy: Promise<string> | undefined

  constructor(pairs: KeyPairDirectory) {
    this.#pairs = pairs
  }

  /** @throws AppError BUSY (429) where too many are being checked */
  async check(keyId: string, secret: string): Promise<KnownKeyPair | undefined> {
    const pair = await this.#pairs.look(keyId.toLowerCase())
    const hash = pair?.secretHash ?? (await this.#decoyHash())
    const matches = await this.#verify(secret, hash)
    return matches && pair !== undefined && this.#pairs.inForce(pair) ? pair : undefined
  }

  async #verify(secret: string, hash: string): Promise<boolean> {
    try {
      return await this.#room.execute(() => verifySecret(secret, hash))
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error
      throw new AppError('BUSY', 'Too many secrets are being checked: try again in a moment.', {
        status: 429,
        cause: error,
      })
    }
  }

  #decoyHash(): Promise<string> {
    this.#decoy ??= hashSecret('nobody has this secret')
    return this.#decoy
  }
}
