import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'

import { freePort } from './free-port'
import { postgresBinaries } from './postgres-binaries'
import {
  APPLICATION_USER,
  applicationPassword,
  CLUSTER_USER,
  clusterPassword,
  makeCluster,
} from './postgres-cluster'
import { startServerProcess } from './server-process'
import type { ServerProcess, StopSignal } from './server-process'
import { commandLine, unprivileged } from './unprivileged'
import { waitUntilReady } from './wait-until-ready'

const DATABASE = 'loansaga'
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
  /** Told now and then while it is not ready. */
  announce?: (text: string) => void
}

export interface EmbeddedPostgres {
  readonly process: ServerProcess
  readonly port: number
  /** Connection string of the owner, of that database or of another one of the cluster. */
  url(database?: string): string
  /** Connection string of the role that owns nothing, which `migrate` makes. */
  applicationUrl(): string
  stop(): Promise<void>
}

/** Starts the cluster of a data directory, after making it on the first use. */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { initdb, postgres } = postgresBinaries()
  const cluster = resolve(options.dataDirectory, 'postgres')
  const logFile = join(options.dataDirectory, 'logs', 'postgres.log')
  mkdirSync(options.dataDirectory, { recursive: true })
  const password = clusterPassword(options.dataDirectory)
  if (!existsSync(cluster)) await makeCluster(initdb, cluster, password)
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
  const server = await startServerProcess({ executable, args, logFile, ...as.ids })
  options.spawned?.(server.pid)
  const main = options.database ?? DATABASE
  const url = (database = main, user = `${CLUSTER_USER}:${password}`): string =>
    `postgresql://${user}@127.0.0.1:${port}/${database}`
  const applicationUrl = () =>
    url(main, `${APPLICATION_USER}:${applicationPassword(options.dataDirectory)}`)
  try {
    const { announce } = options
    await waitUntilReady(server, { name: 'PostgreSQL', logFile, announce }, (limitMs) =>
      ensureDatabase(url('postgres'), main, limitMs),
    )
  } catch (error) {
    await server.stop(STOP)
    throw error
  }
  return { process: server, port, url, applicationUrl, stop: () => server.stop(STOP) }
}

async function ensureDatabase(url: string, name: string, limitMs: number): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: limitMs })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
}
