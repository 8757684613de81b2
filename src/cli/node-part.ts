import { join } from 'node:path'

import { startServerProcess } from '../platform/embedded/server-process'
import type { StopSignal } from '../platform/embedded/server-process'
import { projectRoot } from '../platform/project-root'
import type { Part } from './supervisor'

const STOP: StopSignal[] = [
  { signal: 'SIGTERM', waitMs: 40_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
]

export interface NodePartOptions {
  env: NodeJS.ProcessEnv
  /** Without it the log lines appear among this process's own. */
  logFile?: string
  spawned(pid: number): void
}

/** A command of this program as a process of its own, which ends when this one does. */
export async function startNodePart(command: string, options: NodePartOptions): Promise<Part> {
  const child = await startServerProcess({
    executable: process.execPath,
    args: [join(projectRoot, 'dist', 'src', 'cli', 'main.js'), command],
    env: options.env,
    channel: true,
    ...(options.logFile === undefined ? {} : { logFile: options.logFile }),
  })
  options.spawned(child.pid)
  return { pid: child.pid, exited: child.exited, stop: () => child.stop(STOP) }
}
