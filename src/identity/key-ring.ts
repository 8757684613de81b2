import { importJWK, importPKCS8 } from 'jose'
import type { CryptoKey } from 'jose'

import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { KeySealing } from './key-sealing'
import { addFirstSigningKey, ALGORITHM, loadSigningKeys } from './signing-key-store'
import type { PublishedKey, StoredSigningKey } from './signing-key-store'

const REMEMBER_MS = 5_000
/** A key nobody knows is looked for no more often, whoever makes one up. */
const LOOK_AGAIN_MS = 1_000

interface Ring {
  readAt: number
  keys: Promise<StoredSigningKey[]>
}

/** The keys that sign and verify tokens, as the database has them or had them 5 seconds ago. */
export class KeyRing {
  readonly #database: Database
  readonly #clock: Clock
  readonly #sealing: KeySealing
  readonly #imported = new Map<string, Promise<CryptoKey>>()
  #ring: Ring | undefined

  constructor(database: Database, clock: Clock, sealing: KeySealing) {
    this.#database = database
    this.#clock = clock
    this.#sealing = sealing
  }

  async published(): Promise<PublishedKey[]> {
    const keys = await this.#keys(REMEMBER_MS)
    return keys.map(({ publicJwk }) => publicJwk)
  }

  /** Makes the first key where there is none. */
  async signing(): Promise<{ kid: string; key: CryptoKey }> {
    let signing = (await this.#keys(REMEMBER_MS)).find(({ signs }) => signs)
    if (signing === undefined) {
      await addFirstSigningKey(this.#database, this.#sealing)
      signing = (await this.#keys(0)).find(({ signs }) => signs)
    }
    if (signing === undefined) throw new Error('no signing key is in force')
    const { kid, privateKey } = signing
    const key = await this.#import(`private ${kid}`, async () =>
      importPKCS8(this.#sealing.open(kid, privateKey), ALGORITHM),
    )
    return { kid, key }
  }

  async verifying(kid: string): Promise<CryptoKey | undefined> {
    const found = (keys: StoredSigningKey[]) => keys.find((key) => key.kid === kid)
    const known = found(await this.#keys(REMEMBER_MS)) ?? found(await this.#keys(LOOK_AGAIN_MS))
    if (known === undefined) return undefined
    return this.#import(`public ${kid}`, async () => {
      const key = await importJWK(known.publicJwk, ALGORITHM)
      if (key instanceof Uint8Array) throw new Error(`key ${kid} is no public key`)
      return key
    })
  }

  async #keys(rememberMs: number): Promise<StoredSigningKey[]> {
    const now = this.#clock.now().getTime()
    if (this.#ring === undefined || now - this.#ring.readAt >= rememberMs) {
      const ring = { readAt: now, keys: loadSigningKeys(this.#database) }
      this.#ring = ring
      ring.keys.catch(() => {
        if (this.#ring === ring) this.#ring = undefined
      })
    }
    return this.#ring.keys
  }

  /** Importing costs as much as signing; the ids are few. */
  #import(name: string, load: () => Promise<CryptoKey>): Promise<CryptoKey> {
    const known = this.#imported.get(name)
    if (known !== undefined) return known
    const key = load()
    this.#imported.set(name, key)
    key.catch(() => this.#imported.delete(name))
    return key
  }
}
