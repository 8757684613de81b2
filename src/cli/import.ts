import { createReadStream, existsSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'

import { Option } from 'commander'
import type { Command } from 'commander'

import { importFile } from '../import/import-file'
import type { ImportTally } from '../import/import-file'
import type { ImportFormat } from '../import/refused-file'
import { AppError } from '../platform/errors'
import { PushClient } from '../push-client/push-client'
import { addDatabaseOption, credentialsFor } from './database-option'
import type { DatabaseOption } from './database-option'
import { importProgress, talliedText } from './import-text'

interface ImportCommandOptions extends DatabaseOption {
  url?: string
  key?: string
  format?: ImportFormat
}

interface Files {
  source: string
  format: ImportFormat
  resultsFile: string
  refusedFile: string
}

const REFUSED = 1
const NOT_FINISHED = 2
const INTERRUPTED = 130
const STDIN = '-'

export function registerImport(program: Command): void {
  addDatabaseOption(
    program
      .command('import')
      .argument('<file>', 'JSON Lines, or CSV with a header; - reads standard input')
      .description('push a file of events, in order per loan; safe to run again'),
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
    .addHelpText(
      'after',
      '\nExit code: 0 all taken; 1 rows were refused; 2 it could not go on; 130 interrupted. See docs/send/import.md.',
    )
    .action(runImport)
}

async function runImport(file: string, options: ImportCommandOptions): Promise<void> {
  const files = filesOf(file, options.format)
  const client = new PushClient(apiOf(options))
  const stopping = new AbortController()
  const source = file === STDIN ? process.stdin : createReadStream(file)
  const onSignal = (): void => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED)
    console.error('\nStopping when what is under way is answered; once more to end at once.')
    stopping.abort()
    source.destroy()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  const progress = importProgress(file === STDIN ? undefined : statSync(file).size)
  try {
    const { signal } = stopping
    const onProgress = progress.update
    const tally = await importFile({ ...files, source, client, onProgress, signal }).finally(() =>
      progress.stop(),
    )
    console.log(talliedText(tally, files))
    process.exitCode = exitCodeOf(tally, signal)
    if (signal.aborted) console.error(goOn('It was stopped', files))
  } catch (error) {
    console.error(error instanceof AppError ? error.message : error)
    console.error(goOn('It could not go on', files))
    process.exitCode = NOT_FINISHED
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

function exitCodeOf(tally: ImportTally, signal: AbortSignal): number {
  if (signal.aborted) return INTERRUPTED
  return tally.refused > 0 ? REFUSED : 0
}

function goOn(what: string, { resultsFile }: Files): string {
  return `${what}: run the same command again to go on. What is done stands in ${resultsFile}.`
}

function filesOf(file: string, given: ImportFormat | undefined): Files {
  if (file !== STDIN && !existsSync(file)) {
    throw new AppError('NO_FILE', `There is no file ${file}.`)
  }
  const extension = extname(file).toLowerCase()
  const format = given ?? (extension === '.csv' ? 'csv' : 'jsonl')
  const source = file === STDIN ? 'stdin' : file
  return {
    source: file === STDIN ? source : basename(file),
    format,
    resultsFile: `${source}.results.jsonl`,
    refusedFile: `${source}.refused.${format}`,
  }
}

function apiOf(options: ImportCommandOptions): { url: string; apiKey: string } {
  const given = {
    url: options.url ?? nonEmpty(process.env['LOANSAGA_URL']),
    apiKey: options.key ?? nonEmpty(process.env['LOANSAGA_API_KEY']),
  }
  const { url, apiKey } = given
  if (options.dataDir === undefined && url !== undefined && apiKey !== undefined) {
    return { url: withoutSlash(url), apiKey }
  }
  const credentials = credentialsFor(options, 'LOANSAGA_URL', {})
  return {
    url: withoutSlash(options.url ?? credentials?.url ?? ''),
    apiKey: options.key ?? credentials?.apiKey ?? '',
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
