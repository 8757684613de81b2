import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { hashApiKey, newApiKey } from './api-key-text'

/** Told once, when it is made; afterwards only its hash is known. */
export interface IssuedApiKey {
  key: string
  prefix: string
}

export interface ListedApiKey {
  name: string
  prefix: string
  createdAt: Date
  /** May lie ahead: a rotated key is good until then. */
  revokedAt: Date | null
}

export async function createApiKey(
  database: Database,
  businessId: string,
  name: string,
): Promise<IssuedApiKey> {
  const { key, prefix } = newApiKey()
  await database.prisma.apiKey.create({
    data: { businessId, name, prefix, hash: new Uint8Array(hashApiKey(key)) },
  })
  return { key, prefix }
}

export function listApiKeys(database: Database, businessId: string): Promise<ListedApiKey[]> {
  return database.prisma.apiKey.findMany({
    where: { businessId },
    select: { name: true, prefix: true, createdAt: true, revokedAt: true },
    orderBy: { createdAt: 'asc' },
  })
}

/** Makes a key of the same name; the old one is good until `oldUntil`. */
export async function rotateApiKey(
  database: Database,
  prefix: string,
  oldUntil: Date,
): Promise<IssuedApiKey> {
  const { key, prefix: newPrefix } = newApiKey()
  const rows = await database.query(
    'rotate_api_key',
    `WITH old AS (
       UPDATE api_key SET revoked_at = $2 WHERE prefix = $1 AND revoked_at IS NULL
       RETURNING business_id, name
     )
     INSERT INTO api_key (business_id, name, prefix, hash)
     SELECT business_id, name, $3, $4 FROM old RETURNING prefix`,
    [prefix, oldUntil, newPrefix, hashApiKey(key)],
  )
  if (rows.length === 0) throw notFound(prefix)
  return { key, prefix: newPrefix }
}

/** From now on, or from the moment the API has forgotten it: 5 seconds at most. */
export async function revokeApiKey(database: Database, prefix: string): Promise<void> {
  const now = new Date()
  const { count } = await database.prisma.apiKey.updateMany({
    where: { prefix, OR: [{ revokedAt: null }, { revokedAt: { gt: now } }] },
    data: { revokedAt: now },
  })
  if (count === 0) throw notFound(prefix)
}

function notFound(prefix: string): AppError {
  return new AppError('KEY_NOT_FOUND', `There is no API key ${prefix} in force.`, { status: 404 })
}
