import { DataDirectory } from '../platform/embedded/data-directory'
import { stopOrphans } from '../platform/embedded/stop-orphans'
import { AppError } from '../platform/errors'
import { isFree } from './port'
import type { StackOptions } from './stack-options'
import { startParts } from './stack-parts'
import type { StartedParts } from './stack-parts'
import { Supervisor } from './supervisor'

export interface Stack extends StartedParts {
  /** Resolves with the reason when a part keeps dying. */
  gaveUp: Promise<AppError>
  /** Stops API, worker, Temporal and PostgreSQL, in this order. */
  stop(): Promise<void>
  /** Ends them at once. */
  kill(): void
}

/** A stack on its way up; it can be stopped before it is there. */
export interface StackStart {
  ready: Promise<Stack>
  stop(): Promise<void>
  kill(): void
}

/** Starts PostgreSQL, Temporal, worker and API on a data directory. */
export async function beginStack(options: StackOptions): Promise<StackStart> {
  if (options.port !== 0 && !(await isFree(options.port))) {
    throw new AppError('PORT_IN_USE', `Port ${options.port} is taken; give another --port.`)
  }
  const directory = DataDirectory.acquire(options.dataDirectory)
  const supervisor = new Supervisor({
    spawned: (name, pid) => directory.recordChild(name, pid),
    announce: options.announce,
  })
  const stop = async (): Promise<void> => {
    await supervisor.stop()
    directory.release()
  }
  const kill = (): void => {
    supervisor.kill()
    directory.release()
  }
  const start = async (): Promise<Stack> => {
    try {
      await stopOrphans(directory.orphans)
      const parts = await startParts(options, directory.path, supervisor)
      return { ...parts, gaveUp: supervisor.gaveUp, stop, kill }
    } catch (error) {
      await stop()
      throw error
    }
  }
  return { ready: start(), stop, kill }
}
