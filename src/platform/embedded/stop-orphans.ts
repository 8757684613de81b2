import { setTimeout as sleep } from 'node:timers/promises'

import { isRunning } from './process-identity'
import type { ProcessIdentity } from './process-identity'

/** SIGINT is PostgreSQL's fast shutdown; all others take it as Ctrl-C. */
const SIGNALS = [
  { signal: 'SIGINT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const

/** Stops what a killed holder left running, the last one it started first. */
export async function stopOrphans(orphans: readonly ProcessIdentity[]): Promise<void> {
  for (const orphan of [...orphans].reverse()) {
    for (const { signal, waitMs } of SIGNALS) {
      if (!isRunning(orphan)) break
      process.kill(orphan.pid, signal)
      await waitUntilGone(orphan, waitMs)
    }
  }
}

async function waitUntilGone(orphan: ProcessIdentity, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs
  while (isRunning(orphan) && Date.now() < deadline) await sleep(50)
}
