import { spawnSync } from 'node:child_process'
import { chownSync, lstatSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { AppError } from '../errors'

/** How to run a program that refuses to run as root. */
export interface Unprivileged {
  /** To spawn it with; empty when it stays the same user. */
  ids: Partial<Ids>
  /** Command line to put before the program. */
  prefix: string[]
}

const USER_NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']

/**
 * An ordinary user runs programs as himself. Root switches to the user `postgres` or `nobody`
 * where that one can reach the program and the folder, and otherwise enters a user namespace in
 * which it is not root. The folder is made and handed to whoever will write to it.
 */
export function unprivileged(program: string, folder: string): Unprivileged {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.getuid?.() !== 0) return { ids: {}, prefix: [] }

  const other = ordinaryUser()
  if (other !== undefined && canReach(other, program, folder)) {
    handOver(folder, other.uid, other.gid)
    return { ids: other, prefix: [] }
  }
  const [command = '', ...args] = USER_NAMESPACE
  if (spawnSync(command, [...args, program, '--version']).status === 0) {
    handOver(folder, 0, 0)
    return { ids: {}, prefix: USER_NAMESPACE }
  }
  throw new AppError(
    'EMBEDDED_POSTGRES',
    'PostgreSQL refuses to run as root, and no other user can reach the project and its data. ' +
      'Run this as an ordinary user, or move both out of folders only root may enter.',
  )
}

/** A program and its arguments, with what has to stand before them. */
export function commandLine(
  { prefix: [wrapper, ...wrapperArgs] }: Unprivileged,
  program: string,
  args: string[],
): { executable: string; args: string[] } {
  if (wrapper === undefined) return { executable: program, args }
  return { executable: wrapper, args: [...wrapperArgs, program, ...args] }
}

interface Ids {
  uid: number
  gid: number
}

function ordinaryUser(): Ids | undefined {
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find((fields) => fields[0] === name)
    if (entry !== undefined) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  return undefined
}

function canReach(ids: Ids, program: string, folder: string): boolean {
  const parent = join(folder, '..')
  return (
    spawnSync(program, ['--version'], { ...ids, cwd: '/' }).status === 0 &&
    spawnSync('test', ['-x', parent], { ...ids, cwd: '/' }).status === 0
  )
}

function handOver(path: string, uid: number, gid: number): void {
  const stat = lstatSync(path)
  if (stat.uid === uid) return
  chownSync(path, uid, gid)
  if (!stat.isDirectory()) return
  for (const name of readdirSync(path)) handOver(join(path, name), uid, gid)
}
