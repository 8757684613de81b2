import type { Command } from 'commander'

import { migrate } from '../platform/migrations/migrate'
import { addDatabaseOption, databaseUrl } from './database-option'
import type { DatabaseOption } from './database-option'

interface MigrateCommand extends DatabaseOption {
  replaceNewerFunctions?: boolean
}

export function registerMigrate(program: Command): void {
  addDatabaseOption(
    program
      .command('migrate')
      .description('bring the database to the shape this version needs')
      .option(
        '--replace-newer-functions',
        'also where a newer version has put its SQL functions: to go back to this one for good',
      ),
  ).action(async (options: MigrateCommand) => {
    const applied = await migrate(databaseUrl(options), {
      replaceNewerFunctions: options.replaceNewerFunctions === true,
    })
    for (const name of applied) console.log(`applied ${name}`)
    if (applied.length === 0) console.log('nothing to apply')
  })
}
