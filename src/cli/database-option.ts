import type { Command } from 'commander'

import { loadDatabaseConfig } from '../platform/config'
import { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { credentialsFile, readCredentials } from './credentials'

export interface DatabaseOption {
  dataDir?: string
}

const DEFAULT_DATA_DIRECTORY = '.loansaga'

export function addDatabaseOption(command: Command): Command {
  return command.option(
    '--data-dir <folder>',
    `data directory of a running \`up\`, instead of DATABASE_URL (default: ${DEFAULT_DATA_DIRECTORY} without DATABASE_URL)`,
  )
}

/** The database of `--data-dir`, else DATABASE_URL, else the one in the default data directory. */
export function databaseUrl(
  { dataDir }: DatabaseOption,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const configured = env['DATABASE_URL'] !== undefined && env['DATABASE_URL'] !== ''
  if (dataDir === undefined && configured) return loadDatabaseConfig(env).database.url
  const folder = dataDir ?? DEFAULT_DATA_DIRECTORY
  const credentials = readCredentials(folder)
  if (credentials !== undefined) return credentials.databaseUrl
  const missing = `there is no ${credentialsFile(folder)}; has \`up\` been started there?`
  throw new AppError(
    'NO_DATABASE',
    dataDir === undefined
      ? `DATABASE_URL is not set, and ${missing}`
      : `No data directory ${dataDir}: ${missing}`,
  )
}

/** Runs something on the database of the options, and closes it whatever happens. */
export async function withDatabase(
  options: DatabaseOption,
  run: (database: Database) => Promise<void>,
): Promise<void> {
  const connectionString = databaseUrl(options)
  const database = new Database({ connectionString, poolSize: 4, applicationName: 'loansaga-cli' })
  try {
    await run(database)
  } finally {
    await database.close()
  }
}
