import { AppError, errorMessage } from '../errors'
import { keepTrying } from '../keep-trying'
import type { ServerProcess } from './server-process'

export interface Awaited {
  /** For people, as a sentence begins with it. */
  name: string
  logFile: string
  /** Told now and then that it is still waited for. */
  announce?: ((text: string) => void) | undefined
}

/**
 * Tries until the attempt, which is given the time it may take, succeeds; gives up when the server
 * ends. A PostgreSQL after kill -9 replays its log before it answers.
 */
export async function waitUntilReady(
  server: ServerProcess,
  { name, logFile, announce }: Awaited,
  attempt: (limitMs: number) => Promise<void>,
): Promise<void> {
  try {
    await keepTrying({
      attempt,
      isVain: () => server.hasExited(),
      stillTrying: (why) => announce?.(`${name} is not ready yet (${why}); its log is ${logFile}`),
    })
  } catch (error) {
    const why = server.hasExited() ? await server.exited : errorMessage(error)
    throw new AppError('EMBEDDED_SERVER', `${name} did not start (${why}); its log is ${logFile}`, {
      cause: error,
    })
  }
}
