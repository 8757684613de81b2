import { Database } from '../src/platform/database'
import { connectTemporal } from '../src/temporal/client'
import type { TemporalClient } from '../src/temporal/client'
import { UpStack } from '../test/support/up-stack'
import { BareServer } from './floors/bare-server'
import { BareWorker } from './floors/bare-worker-process'
import { cpuSeconds } from './cpu'
import { WorkerClock } from './load/worker-clock'
import type { ProcessName } from './processes'

/** Everything that is measured, each part a process of its own. */
export interface Bench {
  /** Of the number of loans of each measurement. */
  scale: number
  /** Loans of a measurement at that scale. */
  loans(number: number): number
  stack: UpStack
  /** The stack's worker's. */
  workerClock: WorkerClock
  database: Database
  temporal: TemporalClient
  /** A worker that does nothing, on the same Temporal server. */
  bare: BareWorker
  /** An Express that does nothing, and one that inserts one row. */
  server: BareServer
  /** Seconds of CPU by process so far. */
  cpu(): Record<ProcessName, number>
  close(): Promise<void>
}

/**
 * Log lines cost as in production: they go to files. The relay of what falls due may tell as many
 * loans as it can, and a key ask as much as it likes, which is counted all the same.
 */
const SETTINGS = {
  ...{ LOG_LEVEL: 'info', LOG_FORMAT: 'json' },
  ...{ DUE_PER_SECOND: '1000', REQUESTS_PER_MINUTE: '1000000' },
}

export async function startBench(scale: number): Promise<Bench> {
  const workerClock = new WorkerClock()
  const settings = { ...SETTINGS, ...workerClock.settings }
  const stack = await UpStack.start({ name: 'bench', settings })
  const { databaseOwnerUrl: databaseUrl, temporalAddress } = stack.credentials
  const database = new Database({ connectionString: databaseUrl, poolSize: 20 })
  const temporal = await connectTemporal({ address: temporalAddress, namespace: 'default' })
  const bare = await BareWorker.start(temporalAddress)
  const server = await BareServer.start(databaseUrl)
  const of = (pid: number | undefined): number => (pid === undefined ? 0 : cpuSeconds(pid))
  const bench: Bench = {
    scale,
    loans(number) {
      return Math.max(1, Math.round(number * bench.scale))
    },
    ...{ stack, workerClock, database, temporal, bare, server },
    cpu() {
      const { api, worker, temporal: server_, postgres } = stack.parts
      const { user, system } = process.cpuUsage()
      return {
        api: of(api?.pid),
        worker: of(worker?.pid),
        temporal: of(server_?.pid),
        postgres: of(postgres?.pid),
        bare: of(bare.pid) + of(server.pid),
        client: (user + system) / 1_000_000,
      }
    },
    async close() {
      await server.stop()
      await bare.stop()
      await temporal.close()
      await database.close()
      await stack.stop()
      workerClock.close()
    },
  }
  return bench
}
