import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Database } from '../../src/platform/database'
import { DataDirectory } from '../../src/platform/embedded/data-directory'
import { freePort } from '../../src/platform/embedded/free-port'
import { startPostgres } from '../../src/platform/embedded/postgres'
import { migrate } from '../../src/platform/migrations/migrate'
import { guardStack } from '../../test/support/guard-stack'
import { Machine } from './machine'
import { makeSchemas } from './schemas'
import type { ServerBinaries } from './server-binaries'
import { startTemporalServer } from './temporal-server'

interface Stoppable {
  stop(): Promise<void>
}

/** PostgreSQL, Temporal's server on it, two APIs and two workers, each a process of its own. */
export class Cluster {
  readonly folder: string
  /** The addresses of the APIs, whether they run or not. */
  readonly urls: string[] = []
  readonly apis: Machine[] = []
  readonly workers: Machine[] = []
  readonly #directory: DataDirectory
  readonly #pids = new Map<string, number>()
  readonly #running: Stoppable[] = []
  #database: Database | undefined

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'loansaga-cluster-'))
    // Open to be entered: PostgreSQL may run as another user.
    chmodSync(this.folder, 0o755)
    this.#directory = DataDirectory.acquire(this.folder)
    guardStack(this.folder)
  }

  get database(): Database {
    if (this.#database === undefined) throw new Error('the cluster is not started')
    return this.#database
  }

  async start(binaries: ServerBinaries): Promise<void> {
    const postgres = await startPostgres({
      dataDirectory: this.folder,
      spawned: this.#spawned('postgres'),
    })
    this.#running.push(postgres)
    await makeSchemas(binaries.sqlTool, postgres.url())
    const temporal = await startTemporalServer({
      binary: binaries.server,
      postgresUrl: postgres.url(),
      logFile: this.#logFile('temporal'),
      spawned: this.#spawned('temporal'),
    })
    this.#running.push(temporal)
    await migrate(postgres.url())
    this.#database = new Database({ connectionString: postgres.url(), statementTimeoutMs: 0 })
    await this.#makeMachines({
      DATABASE_URL: postgres.url(),
      TEMPORAL_ADDRESS: temporal.address,
      HOST: '127.0.0.1',
    })
    await Promise.all([...this.workers, ...this.apis].map((machine) => machine.start()))
  }

  /** Lets everything finish, in the order that loses no time. */
  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((machine) => machine.stop()))
    await this.#database?.close()
    for (const server of this.#running.reverse()) await server.stop()
    this.#directory.release()
  }

  /** Ends everything at once. */
  kill(): void {
    for (const pid of this.#pids.values()) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
    this.#directory.release()
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 })
  }

  async #makeMachines(env: Readonly<Record<string, string>>): Promise<void> {
    for (const number of [1, 2]) {
      const [port, metricsPort] = await Promise.all([freePort(), freePort()])
      const url = `http://127.0.0.1:${port}`
      this.urls.push(url)
      this.apis.push(
        this.#machine(`api-${number}`, 'api', `${url}/readyz`, { ...env, PORT: String(port) }),
      )
      this.workers.push(
        this.#machine(`worker-${number}`, 'worker', `http://127.0.0.1:${metricsPort}/healthz`, {
          ...env,
          WORKER_METRICS_PORT: String(metricsPort),
        }),
      )
    }
  }

  #machine(
    name: string,
    command: 'api' | 'worker',
    readyUrl: string,
    env: Readonly<Record<string, string>>,
  ): Machine {
    const logFile = this.#logFile(name)
    return new Machine({ name, command, env, readyUrl, logFile, spawned: this.#spawned(name) })
  }

  #logFile(name: string): string {
    return join(this.folder, 'logs', `${name}.log`)
  }

  /** Remembered here for the end, and on disk for the guardian. */
  #spawned(name: string): (pid: number) => void {
    return (pid) => {
      this.#pids.set(name, pid)
      this.#directory.recordChild(name, pid)
    }
  }
}
