import type { Command } from 'commander'

import { loadDatabaseConfig } from '../platform/config'
import { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { credentialsFile, readCredentials } from './credentials'
import type { Credentials } from './credentials'

export interface DatabaseOption {
  dataDir?: string
}

/** Set, it says where something is instead of a data directory. */
type AddressVariable = 'DATABASE_URL' | 'TEMPORAL_ADDRESS' | 'LOANSAGA_URL'

const DEFAULT_DATA_DIRECTORY = '.loansaga'

export function addDatabaseOption(command: Command, variables = 'DATABASE_URL'): Command {
  return command.option(
    '--data-dir <folder>',
    `data directory of a running \`up\`, instead of ${variables} (default: ${DEFAULT_DATA_DIRECTORY} without ${variables})`,
  )
}

/** The database of `--data-dir`, else DATABASE_URL, else the one in the default data directory. */
export function databaseUrl(options: DatabaseOption, env: NodeJS.ProcessEnv = process.env): string {
  const credentials = credentialsFor(options, 'DATABASE_URL', env)
  return credentials?.databaseUrl ?? loadDatabaseConfig(env).database.url
}

/**
 * The credentials of `--data-dir`, else of the default data directory; undefined where it is left
 * to the environment because `variable` is set there.
 */
export function credentialsFor(
  options: DatabaseOption,
  variable: AddressVariable,
  env: NodeJS.ProcessEnv = process.env,
): Credentials | undefined {
  const folder = dataDirectoryFor(options, variable, env)
  if (folder === undefined) return undefined
  const credentials = readCredentials(folder)
  if (credentials !== undefined) return credentials
  const missing = `there is no ${credentialsFile(folder)}; has \`up\` been started there?`
  throw new AppError(
    'NO_DATA_DIRECTORY',
    options.dataDir === undefined
      ? `${variable} is not set, and ${missing}`
      : `No data directory ${folder}: ${missing}`,
  )
}

/** The data directory that a command is about, by the same rule. */
export function dataDirectoryFor(
  { dataDir }: DatabaseOption,
  variable: AddressVariable,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (dataDir === undefined && env[variable] !== undefined && env[variable] !== '') return undefined
  return dataDir ?? DEFAULT_DATA_DIRECTORY
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
