import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const ROTATE_AT_BYTES = 10 * 1024 * 1024

export interface ServerCommand {
  executable: string
  args: string[]
  /**
   * Gets stdout and stderr; moved to `<file>.1` first when it has grown large. Without it they go
   * where this process's own go.
   */
  logFile?: string
  /** A channel to this process, by whose end a Node process sees that this one has ended. */
  channel?: boolean
  env?: NodeJS.ProcessEnv
  uid?: number
  gid?: number
}

/** A server of its own session, so that Ctrl-C reaches whoever started it and not the server. */
export interface ServerProcess {
  readonly pid: number
  /** Resolves when the process has ended, with what ended it. */
  readonly exited: Promise<string>
  hasExited(): boolean
  /** Sends each signal in turn until the process is gone. */
  stop(signals: readonly StopSignal[]): Promise<void>
}

export interface StopSignal {
  signal: NodeJS.Signals
  waitMs: number
}

export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  const log = command.logFile === undefined ? undefined : openLog(command.logFile)
  const output = log ?? 'inherit'
  const child = closedToOthers(() =>
    spawn(command.executable, command.args, {
      stdio: ['ignore', output, output, ...(command.channel === true ? (['ipc'] as const) : [])],
      detached: true,
      cwd: '/',
      env: command.env ?? process.env,
      ...(command.uid === undefined ? {} : { uid: command.uid }),
      ...(command.gid === undefined ? {} : { gid: command.gid }),
    }),
  )
  if (log !== undefined) closeSync(log)
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  return serverProcess(child, exited)
}

function serverProcess(child: ChildProcess, exited: Promise<string>): ServerProcess {
  if (child.pid === undefined) throw new Error('a spawned process has no pid')
  const hasExited = (): boolean => child.exitCode !== null || child.signalCode !== null
  return {
    pid: child.pid,
    exited,
    hasExited,
    async stop(signals) {
      for (const { signal, waitMs } of signals) {
        if (hasExited()) return
        child.kill(signal)
        if (await endsWithin(exited, waitMs)) return
      }
    },
  }
}

/** What a server makes is its owner's alone: Temporal's database has balances in it. */
function closedToOthers<T>(start: () => T): T {
  const umask = process.umask(0o077)
  try {
    return start()
  } finally {
    process.umask(umask)
  }
}

async function endsWithin(exited: Promise<string>, waitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), waitMs)
  })
  const ended = await Promise.race([exited.then(() => true), timeout])
  clearTimeout(timer)
  return ended
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > ROTATE_AT_BYTES) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}
