import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'

const RUN_SOURCE = join(projectRoot, 'scripts', 'run-source.cjs')

/** Runs a source's `main` as a process of its own, which ends when the pipe to it is closed. */
export function forkSource(path: string, args: readonly string[]): ChildProcess {
  return fork(RUN_SOURCE, [join(projectRoot, path), ...args], { stdio: ['ignore', 2, 2, 'ipc'] })
}

/** Its first message; rejects where it ends before. */
export function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message))
    child.once('exit', (code) =>
      reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}`)),
    )
  })
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.disconnect()
  await ended
}
