import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { createApiKey } from '../identity/api-keys'
import { createBusiness } from '../business/create-business'
import { SCOPES, createKeyPair } from '../identity/key-pairs'
import type { Database } from '../platform/database'

export interface Addresses {
  /** Of the API. */
  url: string
  temporalAddress: string
  temporalUiUrl: string
  /** As whom API, worker and commands connect: it owns nothing. */
  databaseUrl: string
  /** As whom `migrate` connects. */
  databaseOwnerUrl: string
}

export interface Credentials extends Addresses {
  businessId: string
  apiKey: string
  keyId: string
  secret: string
}

const FIRST_BUSINESS = 'default'

export function credentialsFile(dataDirectory: string): string {
  return join(dataDirectory, 'credentials.json')
}

export function readCredentials(dataDirectory: string): Credentials | undefined {
  const file = credentialsFile(dataDirectory)
  if (!existsSync(file)) return undefined
  return JSON.parse(readFileSync(file, 'utf8')) as Credentials
}

/** The file with the addresses of now; on the first start with a business and keys made for it. */
export async function writeCredentials(
  dataDirectory: string,
  database: Database,
  addresses: Addresses,
): Promise<Credentials> {
  const before = readCredentials(dataDirectory)
  const { businessId, apiKey, keyId, secret } = before ?? (await makeKeys(database))
  const credentials = { businessId, apiKey, keyId, secret, ...addresses }
  const file = credentialsFile(dataDirectory)
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, file)
  return credentials
}

async function makeKeys(database: Database): Promise<Omit<Credentials, keyof Addresses>> {
  const found = await database.prisma.business.findUnique({ where: { name: FIRST_BUSINESS } })
  const businessId = found?.id ?? (await createBusiness(database, { name: FIRST_BUSINESS }))
  const { key } = await createApiKey(database, businessId, 'up')
  const { keyId, secret } = await createKeyPair(database, businessId, 'up', SCOPES)
  return { businessId, apiKey: key, keyId, secret }
}
