import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'
import { eventually } from './eventually'

const LOANSAGA = join(projectRoot, 'loansaga')

export interface Command {
  process: ChildProcess
  /** Stdout and stderr so far. */
  output(): string
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
}

/** Runs `./loansaga` as a user would. */
export function loansaga(args: string[], env: NodeJS.ProcessEnv = {}): Command {
  const child = spawn(LOANSAGA, args, {
    env: { ...process.env, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (chunk: Buffer): void => void (output += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? -1))
  })
  return { process: child, output: () => output, ended }
}

/** Runs a command to its end; fails unless it succeeds. */
export async function succeed(...args: string[]): Promise<string> {
  const command = loansaga(args)
  const code = await command.ended
  if (code !== 0) throw new Error(`loansaga ${args.join(' ')}: ${code}\n${command.output()}`)
  return command.output()
}

/** The address in the line `loansaga ready <address>`. */
export function readyAddress(command: Command): Promise<string> {
  return eventually('the ready line', () => {
    if (command.process.exitCode !== null) throw new Error(command.output())
    return /^loansaga ready (http:\S+)$/m.exec(command.output())?.[1]
  })
}
