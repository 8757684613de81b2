import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 32

/** A secret that a data directory keeps for itself in a file of this name. */
export function ownSecret(dataDirectory: string, name: string): string | undefined {
  const file = join(dataDirectory, name)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** The same, made up on the first use. */
export function ensureOwnSecret(dataDirectory: string, name: string): string {
  const known = ownSecret(dataDirectory, name)
  if (known !== undefined) return known
  const secret = randomBytes(BYTES).toString('base64url')
  writeFileSync(join(dataDirectory, name), `${secret}\n`, { mode: 0o600 })
  return secret
}
