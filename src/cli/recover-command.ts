import type { Command } from 'commander'

import { loadWorkerConfig } from '../platform/config'
import { Database } from '../platform/database'
import type { Recovered } from '../recovery/recover'
import { addDatabaseOption, credentialsFor } from './database-option'
import type { DatabaseOption } from './database-option'
import { startProgress } from './progress'
import type { Progress } from './progress'
import { table } from './table'

export function registerRecover(program: Command): void {
  addDatabaseOption(
    program
      .command('recover')
      .description('start the workflow of every open loan again, after Temporal lost its storage'),
    'DATABASE_URL and TEMPORAL_ADDRESS',
  )
    .addHelpText(
      'after',
      '\nWhat runs is left as it is: it can be run while business goes on, stopped and run again.',
    )
    .action(recoverLoans)
}

async function recoverLoans(options: DatabaseOption): Promise<void> {
  const config = loadWorkerConfig(environmentOf(options))
  // Loaded here, for the other commands to start fast.
  const { connectQuietly } = await import('./quiet-temporal.js')
  const { LoanTeller } = await import('../temporal/loan-teller.js')
  const { recover } = await import('../recovery/recover.js')
  const temporal = await connectQuietly(config.temporal)
  const database = new Database({
    connectionString: config.database.url,
    poolSize: 2,
    applicationName: 'loansaga-recover',
  })
  try {
    const { loanOptions } = config
    const { taskQueue } = config.temporal
    const teller = new LoanTeller(temporal.client, { taskQueue, loanOptions })
    console.log(
      recoveredText(await withProgress((onProgress) => recover({ database, teller, onProgress }))),
    )
  } finally {
    await database.close()
    await temporal.close()
  }
}

function environmentOf(options: DatabaseOption): NodeJS.ProcessEnv {
  const credentials = credentialsFor(options, 'DATABASE_URL')
  if (credentials === undefined) return process.env
  const { databaseUrl, temporalAddress } = credentials
  return { ...process.env, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress }
}

async function withProgress<T>(run: (onProgress: Progress['update']) => Promise<T>): Promise<T> {
  const progress = startProgress('Recovering')
  try {
    return await run(progress.update)
  } finally {
    progress.stop()
  }
}

function recoveredText({ told, started, running }: Recovered): string {
  return table(
    ['LOANS', ''],
    [
      [String(told), 'had staged events: their workflow is started and told'],
      [String(started), 'were open and idle: their workflow is started'],
      [String(running), 'had a workflow already, those just told among them'],
    ],
  )
}
