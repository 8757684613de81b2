import { businessColumns, businessOf } from '../business/business'
import type { Business, BusinessRow } from '../business/business'
import { SCOPES } from './key-pairs'
import type { Scope } from './key-pairs'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { ShortMemory } from './short-memory'

/** A pair of key id and secret, whether in force or not. */
export interface KnownKeyPair {
  keyId: string
  name: string
  scopes: Scope[]
  secretHash: string
  /** May lie ahead: a rotated pair is good until then. */
  revokedAt: Date | null
  business: Business
}

type Row = BusinessRow & {
  name: string
  scopes: string[]
  secret_hash: string
  revoked_at: Date | null
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const REMEMBER = { rememberMs: 5_000, most: 10_000 }

/** Finds key pairs by their id. */
export class KeyPairDirectory {
  readonly #database: Database
  readonly #clock: Clock
  readonly #memory: ShortMemory<KnownKeyPair>

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
    this.#memory = new ShortMemory(clock, (keyId) => read(database, keyId), REMEMBER)
  }

  /** As it is now. */
  async look(keyId: string): Promise<KnownKeyPair | undefined> {
    return UUID.test(keyId) ? read(this.#database, keyId) : undefined
  }

  /** As it is now, or was 5 seconds ago. */
  async recall(keyId: string): Promise<KnownKeyPair | undefined> {
    return UUID.test(keyId) ? this.#memory.get(keyId) : undefined
  }

  inForce({ revokedAt }: KnownKeyPair): boolean {
    return revokedAt === null || revokedAt > this.#clock.now()
  }
}

async function read(database: Database, keyId: string): Promise<KnownKeyPair | undefined> {
  const [row] = await database.query<Row>(
    'key_pair',
    `SELECT k.name, k.scopes, k.secret_hash, k.revoked_at, ${businessColumns}
     FROM key_pair k JOIN business b ON b.id = k.business_id WHERE k.key_id = $1`,
    [keyId],
  )
  if (row === undefined) return undefined
  return {
    keyId,
    name: row.name,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    secretHash: row.secret_hash,
    revokedAt: row.revoked_at,
    business: businessOf(row),
  }
}
