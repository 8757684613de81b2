import { bulkhead, BulkheadRejectedError } from 'cockatiel'

import { AppError } from '../platform/errors'
import { hashSecret, verifySecret } from './secret-hash'
import type { HashCost } from './secret-hash'

/** Each check keeps a core busy for 50 to 200 ms and takes 16 to 32 MB; whoever does not fit in is sent off. */
const AT_ONCE = 2
const WAITING = 50

/** The one place where secrets are held against slow hashes, a few at a time. */
export class SecretGate {
  readonly #room = bulkhead(AT_ONCE, WAITING)
  readonly #decoys = new Map<HashCost, Promise<string>>()

  /**
   * Takes the same time whether there is such a hash or not.
   * @throws AppError BUSY (429) where too many are being checked
   */
  async matches(secret: string, hash: string | undefined, cost: HashCost): Promise<boolean> {
    const compared = hash ?? (await this.#decoy(cost))
    const matches = await this.#admitted(() => verifySecret(secret, compared))
    return matches && hash !== undefined
  }

  hash(secret: string, cost: HashCost): Promise<string> {
    return this.#admitted(() => hashSecret(secret, cost))
  }

  #decoy(cost: HashCost): Promise<string> {
    const decoy = this.#decoys.get(cost) ?? hashSecret('nobody has this secret', cost)
    this.#decoys.set(cost, decoy)
    return decoy
  }

  async #admitted<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await this.#room.execute(work)
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error
      throw new AppError('BUSY', 'Too many secrets are being checked: try again in a moment.', {
        status: 429,
        headers: { 'Retry-After': '1' },
        cause: error,
      })
    }
  }
}
