import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Command } from 'commander'

import { FOLDER_MODE } from '../platform/embedded/owner-only'
import { consoleLine } from './console-link'
import { credentialsFile } from './credentials'
import { parsePort } from './port'
import { beginStack } from './stack'
import type { Stack, StackStart } from './stack'
import type { StackOptions } from './stack-options'

interface UpOptions {
  port: number
  dataDir: string
  ephemeral?: true
  postgresPort?: number
  temporalPort?: number
  temporalUiPort?: number
  workerMetricsPort?: number
}

export function registerUp(program: Command): void {
  program
    .command('up')
    .description('run everything here: PostgreSQL, Temporal, API and worker')
    .option('--port <number>', 'of the API; 0 takes a free one', parsePort, 3000)
    .option('--data-dir <folder>', 'where everything is kept', '.loansaga')
    .option('--ephemeral', 'keep nothing: a data directory that is removed at the end')
    .option('--postgres-port <number>', 'free unless set', parsePort)
    .option('--temporal-port <number>', 'free unless set', parsePort)
    .option('--temporal-ui-port <number>', 'free unless set', parsePort)
    .option('--worker-metrics-port <number>', 'free unless set', parsePort)
    .action(up)
}

async function up({ dataDir, ephemeral, ...ports }: UpOptions): Promise<void> {
  const dataDirectory = ephemeral ? temporaryFolder() : dataDir
  const options: StackOptions = {
    ...ports,
    dataDirectory,
    logs: 'here',
    announce: (text) => console.error(text),
  }
  try {
    const start = await beginStack(options)
    const stopped = stopOnSignal(start)
    const end = await Promise.race([start.ready.then(tell), stopped])
    if (end === undefined) return
    const reason = await Promise.race([end.gaveUp, stopped])
    if (reason === undefined) return
    await end.stop()
    throw reason
  } finally {
    if (ephemeral) rmSync(dataDirectory, { recursive: true, force: true })
  }
}

/** Resolves when everything has been stopped because of a signal; a second one does not wait. */
export function stopOnSignal(start: StackStart): Promise<undefined> {
  return new Promise((resolve, reject) => {
    let stopping = false
    const onSignal = (): void => {
      if (stopping) {
        start.kill()
        process.exit(130)
      }
      stopping = true
      console.error('Stopping; once more to end everything at once.')
      start.ready.catch(() => undefined)
      start.stop().then(() => resolve(undefined), reject)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  })
}

async function tell(stack: Stack): Promise<Stack> {
  const { url, credentials, workerMetricsUrl, dataDirectory } = stack
  const intoConsole = await consoleLine(stack)
  // One write: whoever waits for the first line finds the others with it.
  console.log(
    [
      `loansaga ready ${url}`,
      ...(intoConsole === undefined ? [] : [intoConsole]),
      `  API             ${url}`,
      `  API docs        ${url}/docs`,
      `  Temporal UI     ${credentials.temporalUiUrl}`,
      `  Worker metrics  ${workerMetricsUrl}`,
      `  Credentials     ${credentialsFile(dataDirectory)}`,
    ].join('\n'),
  )
  return stack
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-'))
  chmodSync(folder, FOLDER_MODE)
  return folder
}
