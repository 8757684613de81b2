import { setTimeout as sleep } from 'node:timers/promises'

import { AppError, errorMessage } from '../errors'
import type { ServerProcess } from './server-process'

/** A PostgreSQL after kill -9 replays its log before it answers. */
const TIMEOUT_MS = 60_000
const PAUSE_MS = 100

/** Tries until the attempt succeeds; gives up when the server ends or takes too long. */
export async function waitUntilReady(
  server: ServerProcess,
  { name, logFile }: { name: string; logFile: string },
  attempt: () => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  for (;;) {
    try {
      await attempt()
      return
    } catch (error) {
      if (server.hasExited() || Date.now() > deadline) {
        const why = server.hasExited() ? await server.exited : errorMessage(error)
        throw new AppError(
          'EMBEDDED_SERVER',
          `${name} did not start (${why}); its log is ${logFile}`,
          { cause: error },
        )
      }
      await sleep(PAUSE_MS)
    }
  }
}
