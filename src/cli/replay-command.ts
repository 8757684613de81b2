import { join } from 'node:path'

import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

import { loadTemporalConfig } from '../platform/config'
import { AppError } from '../platform/errors'
import { projectRoot } from '../platform/project-root'
import type { Replayed, ReplayScope } from '../temporal/replay'
import { addDatabaseOption, credentialsFor } from './database-option'
import type { DatabaseOption } from './database-option'
import { startProgress } from './progress'

const BUNDLE = join(projectRoot, 'dist', 'workflow-bundle.js')
const BROKEN = 1
const NOT_CHECKED = 2

export function registerReplay(program: Command): void {
  addDatabaseOption(
    program
      .command('replay')
      .description('check that the loans that run would go on with this workflow code'),
    'TEMPORAL_ADDRESS',
  )
    .option('--query <visibility query>', 'of these loans only, such as "LoanStatus = \'Active\'"')
    .option('--open-only', 'only those that run: the ones a roll-out can break')
    .option('--limit <number>', 'of so many at most, the newest first', parseLimit)
    .addHelpText(
      'after',
      '\nExit code: 0 all replay; 1 some would break, each is named; 2 nothing could be checked. See docs/change/versions.md.',
    )
    .action(replay)
}

async function replay(options: ReplayScope & DatabaseOption): Promise<void> {
  try {
    const replayed = await replayAll(options)
    console.log(replayedText(replayed))
    if (replayed.runs === 0) process.exitCode = NOT_CHECKED
    else if (replayed.broken.length > 0) process.exitCode = BROKEN
  } catch (error) {
    console.error(error instanceof AppError ? error.message : error)
    process.exitCode = NOT_CHECKED
  }
}

async function replayAll(options: ReplayScope & DatabaseOption): Promise<Replayed> {
  const credentials = credentialsFor(options, 'TEMPORAL_ADDRESS')
  const config = loadTemporalConfig({
    ...process.env,
    ...(credentials === undefined ? {} : { TEMPORAL_ADDRESS: credentials.temporalAddress }),
  })
  // Loaded here, for the other commands to start fast.
  const { connectQuietly } = await import('./quiet-temporal.js')
  const { replayLoans } = await import('../temporal/replay.js')
  const temporal = await connectQuietly(config)
  const progress = startProgress('Replaying')
  try {
    return await replayLoans(temporal.client, BUNDLE, options, progress.update)
  } finally {
    progress.stop()
    await temporal.close()
  }
}

function replayedText({ runs, broken }: Replayed): string {
  if (runs === 0) return 'NOT CHECKED: there is no such loan to replay.'
  if (broken.length === 0) return `All ${runs} runs replay with this code.`
  return [
    ...broken.map(({ workflowId, runId, reason }) => `${workflowId} (run ${runId})\n  ${reason}`),
    `NOT COMPATIBLE: ${broken.length} of ${runs} runs would break.`,
  ].join('\n')
}

function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be 1 or more.')
  return Number(text)
}
