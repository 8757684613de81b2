import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { freePort } from './free-port'
import { closeFiles } from './owner-only'
import { startServerProcess } from './server-process'
import type { ServerProcess, StopSignal } from './server-process'
import { waitUntilReady } from './wait-until-ready'

/** What operators filter loans by in Temporal's UI; all of type Keyword. */
export const SEARCH_ATTRIBUTES = ['LoanStatus', 'LoanHealth', 'LoanBusiness', 'LoanProduct']

/** SQLite gives the others the mode of the first. */
const DATABASE_FILES = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']

const STOP: StopSignal[] = [
  { signal: 'SIGTERM', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
]

export interface EmbeddedTemporalOptions {
  /** The Temporal CLI. */
  binary: string
  /** The log lies in `<dataDirectory>/logs`, the database is `<dataDirectory>/temporal.db`. */
  dataDirectory: string
  /** Without it everything is forgotten when the server stops. */
  persistent: boolean
  port?: number
  /** No UI without it. */
  uiPort?: number
  /** Told as soon as there is a process, which may yet fail to become ready. */
  spawned?: (pid: number) => void
  /** Told now and then while it is not ready. */
  announce?: (text: string) => void
}

export interface EmbeddedTemporal {
  readonly process: ServerProcess
  readonly address: string
  stop(): Promise<void>
}

/** Starts Temporal's own development server. */
export async function startTemporal(options: EmbeddedTemporalOptions): Promise<EmbeddedTemporal> {
  const port = options.port ?? (await freePort())
  const address = `127.0.0.1:${port}`
  const logFile = join(options.dataDirectory, 'logs', 'temporal.log')
  mkdirSync(options.dataDirectory, { recursive: true })
  closeFiles(...DATABASE_FILES.map((name) => join(options.dataDirectory, name)))
  const server = await startServerProcess({
    executable: options.binary,
    args: serverArguments(options, port),
    logFile,
  })
  options.spawned?.(server.pid)
  try {
    const { announce } = options
    await waitUntilReady(server, { name: 'The Temporal server', logFile, announce }, (limitMs) =>
      checkReady(address, limitMs),
    )
  } catch (error) {
    await server.stop(STOP)
    throw error
  }
  return { process: server, address, stop: () => server.stop(STOP) }
}

function serverArguments(options: EmbeddedTemporalOptions, port: number): string[] {
  const database = resolve(options.dataDirectory, 'temporal.db')
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...['--log-level', 'warn', '--log-format', 'json'],
    ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...(options.persistent
      ? ['--db-filename', database, '--sqlite-pragma', 'journal_mode=WAL']
      : []),
    ...SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ]
}

/** It answers before it has registered its search attributes, without which no loan starts. */
async function checkReady(address: string, limitMs: number): Promise<void> {
  // Costs half a second of CPU, which commands without Temporal need not pay.
  const { Connection } = await import('@temporalio/client')
  const connection = await Connection.connect({ address, connectTimeout: limitMs })
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({
      namespace: 'default',
    })
    const missing = SEARCH_ATTRIBUTES.filter((name) => !Object.hasOwn(customAttributes, name))
    if (missing.length > 0) throw new Error(`search attributes missing: ${missing.join(', ')}`)
  } finally {
    await connection.close()
  }
}
