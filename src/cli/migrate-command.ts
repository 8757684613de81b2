import type { Command } from 'commander'

import { migrate } from '../platform/migrations/migrate'
import { loadMigrationConfig } from '../platform/config'
import type { MigrationConfig } from '../platform/config'
import { roleOf } from '../platform/migrations/application-role'
import { addDatabaseOption, credentialsFor } from './database-option'
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
    const { url, ownerUrl } = migrationConfig(options)
    const applied = await migrate(ownerUrl, {
      application: roleOf(url),
      replaceNewerFunctions: options.replaceNewerFunctions === true,
    })
    for (const name of applied) console.log(`applied ${name}`)
    if (applied.length === 0) console.log('nothing to apply')
  })
}

function migrationConfig(options: DatabaseOption): MigrationConfig {
  const credentials = credentialsFor(options, 'DATABASE_URL')
  if (credentials === undefined) return loadMigrationConfig()
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl } = credentials
  return { url, ownerUrl }
}
