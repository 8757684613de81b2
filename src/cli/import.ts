import { extname } from 'node:path'

import { Option } from 'commander'
import type { Command } from 'commander'

import { importFile } from '../import/import-file'
import type { ImportTally } from '../import/import-tally'
import type { ImportFormat } from '../import/refused-file'
import { AppError } from '../platform/errors'
import { PushClient } from '../push-client/push-client'
import { addDatabaseOption } from './database-option'
import { apiOf } from './import-api'
import type { ApiOption } from './import-api'
import { openSource } from './import-source'
import type { ImportSource } from './import-source'
import { importProgress, talliedText } from './import-text'

interface ImportCommandOptions extends ApiOption {
  format?: ImportFormat
  ignoreColumns: string[]
  keyless?: true
}

const NOT_ALL_TAKEN = 1
const NOT_FINISHED = 2
const INTERRUPTED = 130
/** A relay that has to wake a loan again waits 30 seconds first. */
const PATIENCE_MS = 120_000

export function registerImport(program: Command): void {
  addDatabaseOption(
    program
      .command('import')
      .argument('<file>', 'JSON Lines, or CSV with a header; - reads standard input')
      .description(
        'push a file of events, in order per loan, and follow each to its outcome; safe to run again',
      ),
    'LOANSAGA_URL and LOANSAGA_API_KEY',
  )
    .option('--url <address>', 'of the API, such as http://127.0.0.1:3000')
    .option('--key <api key>', 'better in LOANSAGA_API_KEY, where `ps` does not show it')
    .addOption(
      new Option('--format <format>', 'where the name does not end in .csv').choices([
        'csv',
        'jsonl',
      ]),
    )
    .option('--ignore-columns <names>', 'columns or fields that are none of an event', namesOf, [])
    .option(
      '--keyless',
      'leave rows without a key of their own to the API’s rule of repeats: for a file that catches up on what was pushed live',
    )
    .addHelpText(
      'after',
      '\nExit code: 0 every row stands in the books; 1 some are refused, failed, parked or still wait; 2 it could not go on; 130 interrupted. See docs/send/import.md.',
    )
    .action(runImport)
}

function namesOf(text: string): string[] {
  return text.split(',').map((name) => name.trim())
}

async function runImport(file: string, options: ImportCommandOptions): Promise<void> {
  const stopping = new AbortController()
  const onSignal = (): void => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED)
    console.error('\nStopping when what is under way is answered; once more to end at once.')
    stopping.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  try {
    const source = await openSource(file, stopping.signal)
    try {
      process.exitCode = await importSource(source, file, options, stopping.signal)
    } finally {
      source.close()
    }
  } catch (error) {
    process.exitCode = stopping.signal.aborted ? INTERRUPTED : NOT_FINISHED
    if (!stopping.signal.aborted) console.error(problemOf(error))
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

/** Resolves with the exit code. */
async function importSource(
  source: ImportSource,
  file: string,
  options: ImportCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const format = options.format ?? (extname(file).toLowerCase() === '.csv' ? 'csv' : 'jsonl')
  const files = {
    resultsFile: `${source.path}.results.jsonl`,
    refusedFile: `${source.path}.refused.${format}`,
  }
  const goOn = `run the same command again to go on. What is done stands in ${files.resultsFile}.`
  const progress = importProgress(source.size)
  try {
    const tally = await importFile({
      ...files,
      ...{ format, signal, open: source.open, patienceMs: PATIENCE_MS },
      client: new PushClient(apiOf(options)),
      ignoredColumns: new Set(options.ignoreColumns),
      keyless: options.keyless ?? false,
      onProgress: progress.sent,
      onOutcomes: progress.outcomes,
    }).finally(() => progress.stop())
    console.log(talliedText(tally, { ...source, ...files }))
    if (signal.aborted) console.error(`It was stopped: ${goOn}`)
    return exitCodeOf(tally, signal)
  } catch (error) {
    console.error(problemOf(error))
    console.error(progress.isSending ? `It could not go on: ${goOn}` : 'Nothing was sent.')
    return NOT_FINISHED
  }
}

function exitCodeOf(tally: ImportTally, signal: AbortSignal): number {
  if (signal.aborted) return INTERRUPTED
  return tally.isWhole ? 0 : NOT_ALL_TAKEN
}

/** A file that cannot be read or written is no fault of ours, which would be shown whole. */
function problemOf(error: unknown): unknown {
  const isOfFile = error instanceof Error && 'syscall' in error
  return error instanceof AppError || isOfFile ? error.message : error
}
