import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'

import { AppError, errorMessage } from '../errors'
import { freePort } from './free-port'
import { postgresBinaries } from './postgres-binaries'
import { startServerProcess } from './server-process'
import type { ServerProcess, StopSignal } from './server-process'
import { commandLine, unprivileged } from './unprivileged'
import type { Unprivileged } from './unprivileged'

const run = promisify(execFile)

const USER = 'loansaga'
const DATABASE = 'loansaga'
/** A cluster after kill -9 replays its log before it answers. */
const START_TIMEOUT_MS = 60_000
// Fast shutdown, then immediate (the next start recovers), then the last resort.
const STOP: StopSignal[] = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
]

export interface EmbeddedPostgresOptions {
  /** The cluster lives in `<dataDirectory>/postgres`, its log in `<dataDirectory>/logs`. */
  dataDirectory: string
  port?: number
  /** Made when it is not there; default `loansaga`. */
  database?: string
  /** Settings by name, given on the command line. */
  settings?: Record<string, string>
  /** Told as soon as there is a process, which may yet fail to become ready. */
  spawned?: (pid: number) => void
}

export interface EmbeddedPostgres {
  readonly process: ServerProcess
  readonly port: number
  /** Connection string of that database, or of another one of the cluster. */
  url(database?: string): string
  stop(): Promise<void>
}

/** Starts the cluster of a data directory, after making it on the first use. */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { initdb, postgres } = postgresBinaries()
  const cluster = resolve(options.dataDirectory, 'postgres')
  const logFile = join(options.dataDirectory, 'logs', 'postgres.log')
  mkdirSync(options.dataDirectory, { recursive: true })
  const password = clusterPassword(options.dataDirectory)
  if (!existsSync(cluster)) await initialise(initdb, cluster, password)
  const as = unprivileged(postgres, cluster)

  const port = options.port ?? (await freePort())
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...options.settings,
  }
  const { executable, args } = commandLine(as, postgres, [
    ...['-D', cluster, '-p', String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const server = await startServerProcess({ executable, args, logFile, ...ids(as) })
  options.spawned?.(server.pid)
  const main = options.database ?? DATABASE
  const url = (database = main): string =>
    `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`
  try {
    await waitUntilReady(server, () => ensureDatabase(url('postgres'), main), logFile)
  } catch (error) {
    await server.stop(STOP)
    throw error
  }
  return { process: server, port, url, stop: () => server.stop(STOP) }
}

function clusterPassword(dataDirectory: string): string {
  const file = join(dataDirectory, 'postgres.password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** Under another name until it is whole, so that being killed half-way leaves nothing usable. */
async function initialise(initdb: string, cluster: string, password: string): Promise<void> {
  const unfinished = `${cluster}.unfinished-${process.pid}`
  removeAll(`${cluster}.unfinished-`)
  const as = unprivileged(initdb, unfinished)
  const passwordFile = `${unfinished}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (as.uid !== undefined && as.gid !== undefined) chownSync(passwordFile, as.uid, as.gid)
  const { executable, args } = commandLine(as, initdb, [
    `--pgdata=${unfinished}`,
    `--username=${USER}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ])
  try {
    await run(executable, args, { cwd: '/', ...ids(as) })
  } catch (error) {
    const message = `PostgreSQL could not make ${cluster}: ${errorMessage(error)}`
    throw new AppError('EMBEDDED_POSTGRES', message, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, cluster)
}

function removeAll(prefix: string): void {
  const folder = dirname(prefix)
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (path.startsWith(prefix)) rmSync(path, { recursive: true, force: true })
  }
}

function ids({ uid, gid }: Unprivileged): { uid?: number; gid?: number } {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) }
}

async function waitUntilReady(
  server: ServerProcess,
  attempt: () => Promise<void>,
  logFile: string,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    try {
      await attempt()
      return
    } catch (error) {
      if (server.hasExited() || Date.now() > deadline) {
        const why = server.hasExited() ? await server.exited : errorMessage(error)
        throw new AppError(
          'EMBEDDED_POSTGRES',
          `PostgreSQL did not start (${why}); its log is ${logFile}`,
          { cause: error },
        )
      }
      await sleep(50)
    }
  }
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
}
