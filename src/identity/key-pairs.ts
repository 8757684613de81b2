import { randomBytes } from 'node:crypto'

import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { hashSecret } from './secret-hash'

export const SCOPES = ['lms:read', 'lms:write', 'lms:operate'] as const
export type Scope = (typeof SCOPES)[number]

/** The secret is told once, when it is made. */
export interface IssuedKeyPair {
  keyId: string
  secret: string
}

export interface ListedKeyPair {
  name: string
  keyId: string
  scopes: string[]
  createdAt: Date
  revokedAt: Date | null
}

export async function createKeyPair(
  database: Database,
  businessId: string,
  name: string,
  scopes: readonly Scope[],
): Promise<IssuedKeyPair> {
  const secret = newSecret()
  const { keyId } = await database.prisma.keyPair.create({
    data: { businessId, name, scopes: [...scopes], secretHash: await hashSecret(secret) },
  })
  return { keyId, secret }
}

export function listKeyPairs(database: Database, businessId: string): Promise<ListedKeyPair[]> {
  return database.prisma.keyPair.findMany({
    where: { businessId },
    select: { name: true, keyId: true, scopes: true, createdAt: true, revokedAt: true },
    orderBy: { createdAt: 'asc' },
  })
}

/** Makes a pair of the same name and scopes; the old one is good until `oldUntil`. */
export async function rotateKeyPair(
  database: Database,
  keyId: string,
  oldUntil: Date,
): Promise<IssuedKeyPair> {
  const secret = newSecret()
  const [row] = await database.query<{ key_id: string }>(
    'rotate_key_pair',
    `WITH old AS (
       UPDATE key_pair SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL
       RETURNING business_id, name, scopes
     )
     INSERT INTO key_pair (business_id, name, scopes, secret_hash)
     SELECT business_id, name, scopes, $3 FROM old RETURNING key_id`,
    [keyId, oldUntil, await hashSecret(secret)],
  )
  if (row === undefined) throw notFound(keyId)
  return { keyId: row.key_id, secret }
}

export async function revokeKeyPair(database: Database, keyId: string): Promise<void> {
  const now = new Date()
  const { count } = await database.prisma.keyPair.updateMany({
    where: { keyId, OR: [{ revokedAt: null }, { revokedAt: { gt: now } }] },
    data: { revokedAt: now },
  })
  if (count === 0) throw notFound(keyId)
}

function newSecret(): string {
  return `lss_${randomBytes(32).toString('base64url')}`
}

function notFound(keyId: string): AppError {
  return new AppError('KEY_NOT_FOUND', `There is no key pair ${keyId} in force.`, { status: 404 })
}
