import type { Command } from 'commander'

import { migrate } from '../platform/migrate'
import { addDatabaseOption, databaseUrl } from './database-option'
import type { DatabaseOption } from './database-option'

export function registerMigrate(program: Command): void {
  addDatabaseOption(
    program.command('migrate').description('bring the database to the shape this version needs'),
  ).action(async (options: DatabaseOption) => {
    const applied = await migrate(databaseUrl(options))
    for (const name of applied) console.log(`applied ${name}`)
    if (applied.length === 0) console.log('nothing to apply')
  })
}
