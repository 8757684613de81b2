import { randomInt } from 'node:crypto'
import { join } from 'node:path'

import { isFree } from '../../src/cli/port'
import { startServerProcess } from '../../src/platform/embedded/server-process'
import type { ServerProcess, StopSignal } from '../../src/platform/embedded/server-process'
import { waitUntilReady } from '../../src/platform/embedded/wait-until-ready'
import { projectRoot } from '../../src/platform/project-root'
import { prepareNamespace } from './namespace'

const CONFIG = join(projectRoot, 'bench', 'cluster', 'temporal-server.yaml.tmpl')
const DYNAMIC_CONFIG = join(projectRoot, 'docker', 'temporal-dynamic-config.yaml')
const SERVICES = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'] as const
/** The server's schema for PostgreSQL keeps ports in a `smallint`. */
const HIGHEST_PORT = 32_767
const LOWEST_PORT = 20_000
const STOP: StopSignal[] = [
  { signal: 'SIGTERM', waitMs: 20_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
]

export interface TemporalServerOptions {
  binary: string
  /** Of the PostgreSQL that holds its two databases. */
  postgresUrl: string
  logFile: string
  spawned: (pid: number) => void
}

export interface TemporalServer {
  address: string
  stop(): Promise<void>
}

/** Starts Temporal's server, as production runs it, and makes its namespace. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const ports = await freePorts()
  const { hostname, port, username, password } = new URL(options.postgresUrl)
  const server = await startServerProcess({
    executable: options.binary,
    args: ['--config-file', CONFIG, '--allow-no-auth', 'start'],
    logFile: options.logFile,
    env: {
      ...process.env,
      ...ports,
      CLUSTER_SQL_ADDRESS: `${hostname}:${port}`,
      CLUSTER_SQL_USER: username,
      CLUSTER_SQL_PASSWORD: password,
      CLUSTER_DYNAMIC_CONFIG: DYNAMIC_CONFIG,
    },
  })
  options.spawned(server.pid)
  const address = `127.0.0.1:${ports['CLUSTER_FRONTEND_PORT']}`
  await waitForNamespace(server, address, options.logFile)
  return { address, stop: () => server.stop(STOP) }
}

function waitForNamespace(server: ServerProcess, address: string, logFile: string): Promise<void> {
  return waitUntilReady(server, { name: "Temporal's server", logFile }, () =>
    prepareNamespace(address),
  )
}

async function freePorts(): Promise<Record<string, string>> {
  const names = SERVICES.flatMap((service) => [
    `CLUSTER_${service}_PORT`,
    `CLUSTER_${service}_MEMBERSHIP_PORT`,
  ])
  const ports: Record<string, string> = {}
  // Begun anywhere, so that two runs at once seldom meet.
  let port = randomInt(LOWEST_PORT, HIGHEST_PORT - 1_000)
  for (const name of names) {
    while (!(await isFree(port))) port += 1
    ports[name] = String(port)
    port += 1
  }
  return ports
}
