import { pbkdf2 } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'

import { publishSlowness, slowness } from './patience'

const hash = promisify(pbkdf2)

/** A tenth of a second of CPU, on every core at once, and what it takes where nothing else runs. */
const ROUNDS = 150_000
const IDLE_CPU_MS = 100
/** To make a cluster, start it and migrate a database, with nothing else running. */
const IDLE_DATABASE_MS = 4_000
/** Beyond that a limit is none: it would come a morning too late. */
const MOST = 10

/** Finds out how much slower than idle this machine's cores are for us. */
export async function measureCores(): Promise<void> {
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: availableParallelism() }, () => hash('', '', ROUNDS, 64, 'sha512')),
  )
  note((performance.now() - begin) / IDLE_CPU_MS)
}

/** The same of processes, disk and commits, from how long a database took to be there. */
export function noteDatabase(tookMs: number): void {
  note(tookMs / IDLE_DATABASE_MS)
}

/** What limits are multiplied by, for whoever wonders why a test may take so long. */
export function saySlowness(): void {
  if (slowness() < 1.5) return
  process.stderr.write(`This machine is ${slowness().toFixed(1)} times slower than an idle one.\n`)
}

/** The worst that was found counts. */
function note(times: number): void {
  publishSlowness(Math.min(MOST, Math.max(slowness(), times)))
}
