import type { Command } from 'commander'

import { keySealing } from '../identity/key-sealing'
import { listSigningKeys, rotateSigningKey } from '../identity/signing-key-store'
import { addDatabaseOption, withDatabase } from './database-option'
import type { DatabaseOption } from './database-option'
import { signingKeySecretFor } from './signing-key-secret'
import { table } from './table'

/** The keys that sign tokens, under `keys`. */
export function registerSigningKeys(keys: Command): void {
  addDatabaseOption(
    keys.command('list-signing').description('list the keys that sign tokens'),
  ).action(list)
  addDatabaseOption(
    keys
      .command('rotate-signing')
      .description('make the next key that signs tokens, without downtime'),
  )
    .option('--compromised', 'it signs at once, and every token of the keys before it is refused')
    .action(rotate)
}

async function list(options: DatabaseOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const rows = (await listSigningKeys(database)).map(({ kid, sealed, signsFrom, retiredAt }) => [
      kid,
      sealed ? 'yes' : 'no',
      signsFrom.toISOString(),
      retiredAt?.toISOString() ?? '',
    ])
    console.log(table(['KEY', 'SEALED', 'SIGNS FROM', 'RETIRES'], rows))
  })
}

async function rotate(options: DatabaseOption & { compromised?: true }): Promise<void> {
  const sealing = keySealing(signingKeySecretFor(options))
  await withDatabase(options, async (database) => {
    const rotation = options.compromised ? 'COMPROMISED' : 'PLANNED'
    console.log(await rotateSigningKey(database, sealing, rotation))
  })
}
