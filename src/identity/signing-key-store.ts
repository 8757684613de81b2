import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair } from 'jose'
import type { JWK } from 'jose'

import type { Database } from '../platform/database'
import { isSealed } from './key-sealing'
import type { KeySealing } from './key-sealing'

export const ALGORITHM = 'RS256'
export const TOKEN_SECONDS = 3_600
/** Clocks of two servers may differ by so much. */
export const CLOCK_TOLERANCE_SECONDS = 5

const KEY_BITS = 2_048
/** Longer than anybody remembers the published keys: see KeyRing and the JWKS's Cache-Control. */
const PUBLISHED_AHEAD_SECONDS = 120
/** A token that was signed in the last moment, by a process that had not yet heard of the next key. */
const KEPT_SECONDS = TOKEN_SECONDS + CLOCK_TOLERANCE_SECONDS + 60

/** A public key as whoever verifies tokens finds it. */
export type PublishedKey = JWK & { kid: string; kty: string }

export interface StoredSigningKey {
  kid: string
  publicJwk: PublishedKey
  /** As it is stored: sealed, or as it is. */
  privateKey: string
  /** The one that signs now. */
  signs: boolean
}

export interface ListedSigningKey {
  kid: string
  sealed: boolean
  signsFrom: Date
  retiredAt: Date | null
}

export type Rotation = 'PLANNED' | 'COMPROMISED'

/** The published keys; the database's clock decides, so that every process agrees. */
export async function loadSigningKeys(database: Database): Promise<StoredSigningKey[]> {
  const rows = await database.query<Omit<StoredSigningKey, 'signs'> & { begun: boolean }>(
    'signing_keys',
    `SELECT kid, public_jwk AS "publicJwk", private_key AS "privateKey", signs_from <= now() AS begun
     FROM signing_key WHERE retired_at IS NULL OR retired_at > now() ORDER BY signs_from DESC, kid`,
  )
  const newest = rows.findIndex(({ begun }) => begun)
  return rows.map(({ begun: _, ...key }, place) => ({ ...key, signs: place === newest }))
}

export async function listSigningKeys({ prisma }: Database): Promise<ListedSigningKey[]> {
  const rows = await prisma.signingKey.findMany({ orderBy: { signsFrom: 'asc' } })
  return rows.map(({ kid, privateKey, signsFrom, retiredAt }) => ({
    ...{ kid, signsFrom, retiredAt },
    sealed: isSealed(privateKey),
  }))
}

/** Seals the keys that were stored before there was a secret. */
export async function sealSigningKeys({ prisma }: Database, sealing: KeySealing): Promise<void> {
  for (const { kid, privateKey } of await prisma.signingKey.findMany()) {
    if (isSealed(privateKey)) continue
    await prisma.signingKey.update({
      where: { kid },
      data: { privateKey: sealing.seal(kid, privateKey) },
    })
  }
}

/** Makes the first key, unless another process was faster. */
export async function addFirstSigningKey(database: Database, sealing: KeySealing): Promise<void> {
  await add(database, sealing, { first: true, leadSeconds: 0, keepSeconds: 0 })
}

/**
 * Makes the next key. PLANNED: it is published a while before it signs, and the ones before it stay
 * until their last token has expired. COMPROMISED: it signs at once, and every token signed before
 * is refused as soon as the processes notice, 5 seconds at most.
 * @returns its kid
 */
export async function rotateSigningKey(
  database: Database,
  sealing: KeySealing,
  rotation: Rotation,
): Promise<string> {
  const planned = { leadSeconds: PUBLISHED_AHEAD_SECONDS, keepSeconds: KEPT_SECONDS }
  const times = rotation === 'PLANNED' ? planned : { leadSeconds: 0, keepSeconds: 0 }
  return add(database, sealing, { first: false, ...times })
}

/** What `add_signing_key` is handed: it refuses a key that is missing. */
interface AddSigningKeyArgument extends Times {
  kid: string
  publicJwk: JWK
  privateKey: string
}

interface Times {
  first: boolean
  leadSeconds: number
  keepSeconds: number
}

async function add(database: Database, sealing: KeySealing, times: Times): Promise<string> {
  const pair = await generateKeyPair(ALGORITHM, { modulusLength: KEY_BITS, extractable: true })
  const publicKey = await exportJWK(pair.publicKey)
  const kid = await calculateJwkThumbprint(publicKey)
  const key: AddSigningKeyArgument = {
    kid,
    publicJwk: { ...publicKey, kid, alg: ALGORITHM, use: 'sig' },
    privateKey: sealing.seal(kid, await exportPKCS8(pair.privateKey)),
    ...times,
  }
  await database.query('add_signing_key', 'SELECT add_signing_key($1::jsonb)', [
    JSON.stringify(key),
  ])
  return kid
}
