import { ensureOwnSecret, ownSecret } from '../platform/embedded/own-secret'
import { loadIdentityConfig } from '../platform/config'
import { dataDirectoryFor } from './database-option'
import type { DatabaseOption } from './database-option'

const FILE = 'signing-key.secret'

/** What seals the signing keys of a stack: SIGNING_KEY_SECRET, else the data directory's own. */
export function stackSigningKeySecret(dataDirectory: string): string {
  return loadIdentityConfig().signingKeySecret ?? ensureOwnSecret(dataDirectory, FILE)
}

/** What seals them in the database that a command is about; undefined where they lie open. */
export function signingKeySecretFor(options: DatabaseOption): string | undefined {
  const dataDirectory = dataDirectoryFor(options, 'DATABASE_URL')
  const own = dataDirectory === undefined ? undefined : ownSecret(dataDirectory, FILE)
  return loadIdentityConfig().signingKeySecret ?? own
}
