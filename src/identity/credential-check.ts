import type { KeyPairDirectory, KnownKeyPair } from './key-pair-directory'
import type { SecretGate } from './secret-gate'
import { RANDOM_SECRET } from './secret-hash'

/** Tells whether a secret belongs to a key id, in the same time whatever is wrong. */
export class CredentialCheck {
  readonly #pairs: KeyPairDirectory
  readonly #gate: SecretGate

  constructor(pairs: KeyPairDirectory, gate: SecretGate) {
    this.#pairs = pairs
    this.#gate = gate
  }

  /** @throws AppError BUSY (429) where too many are being checked */
  async check(keyId: string, secret: string): Promise<KnownKeyPair | undefined> {
    const pair = await this.#pairs.look(keyId.toLowerCase())
    const matches = await this.#gate.matches(secret, pair?.secretHash, RANDOM_SECRET)
    return matches && pair !== undefined && this.#pairs.inForce(pair) ? pair : undefined
  }
}
