import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { errorCode } from '../database-errors'
import { AppError, errorMessage } from '../errors'
import { closeFolder } from './owner-only'
import { identify, isRunning } from './process-identity'
import type { ProcessIdentity } from './process-identity'

interface LockFile extends ProcessIdentity {
  since: string
  /** The servers of the holder, oldest first. */
  children: Record<string, ProcessIdentity>
}

/** A data directory that this process holds; no other one can until it lets go or dies. */
export class DataDirectory {
  readonly path: string
  /** What a holder that was killed has left running. */
  readonly orphans: ProcessIdentity[]
  readonly #lockFile: string
  readonly #lock: LockFile

  private constructor(path: string, lockFile: string, lock: LockFile, orphans: ProcessIdentity[]) {
    this.path = path
    this.orphans = orphans
    this.#lockFile = lockFile
    this.#lock = lock
  }

  static acquire(folder: string): DataDirectory {
    const path = resolve(folder)
    makeFolder(path)
    closeFolder(path)
    const lockFile = join(path, 'up.lock')
    const self = identify(process.pid)
    if (self === undefined) throw new Error('this process cannot be identified')
    const lock: LockFile = { ...self, since: new Date().toISOString(), children: {} }
    const orphans: ProcessIdentity[] = []
    while (!create(lockFile, lock)) {
      const holder = read(lockFile)
      if (holder === undefined) continue
      if (isRunning(holder.lock)) throw inUse(path, holder.lock)
      if (remove(lockFile, holder.text)) {
        orphans.push(...Object.values(holder.lock.children).filter(isRunning))
      }
    }
    return new DataDirectory(path, lockFile, lock, orphans)
  }

  /** Remembers a child, so that the next holder can stop it should this one be killed. */
  recordChild(name: string, pid: number): void {
    const child = identify(pid)
    if (child === undefined) return
    this.#lock.children[name] = child
    const unfinished = `${this.#lockFile}.${process.pid}`
    writeFileSync(unfinished, JSON.stringify(this.#lock), { mode: 0o600 })
    renameSync(unfinished, this.#lockFile)
  }

  release(): void {
    rmSync(this.#lockFile, { force: true })
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new AppError(
      'DATA_DIRECTORY',
      `The data directory ${path} cannot be made: ${errorMessage(error)}`,
      { cause: error },
    )
  }
}

function inUse(path: string, holder: LockFile): AppError {
  return new AppError(
    'DATA_DIRECTORY_IN_USE',
    `${path} is in use by process ${holder.pid} since ${holder.since}. Stop that one first, or ` +
      'give another --data-dir.',
  )
}

/** With its whole content at once, or not at all because there is one. */
function create(lockFile: string, lock: LockFile): boolean {
  const unfinished = `${lockFile}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(lock), { mode: 0o600 })
  try {
    linkSync(unfinished, lockFile)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(unfinished)
  }
}

function read(lockFile: string): { text: string; lock: LockFile } | undefined {
  try {
    const text = readFileSync(lockFile, 'utf8')
    return { text, lock: JSON.parse(text) as LockFile }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new AppError(
      'DATA_DIRECTORY',
      `${lockFile} cannot be read (${errorMessage(error)}). If nothing uses the data directory, ` +
        'remove that file.',
      { cause: error },
    )
  }
}

/** Takes the dead holder's lock away, unless somebody else has done so and holds a new one. */
function remove(lockFile: string, text: string): boolean {
  const aside = `${lockFile}.stale.${process.pid}`
  try {
    renameSync(lockFile, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
  const taken = readFileSync(aside, 'utf8')
  if (taken !== text) linkSync(aside, lockFile)
  rmSync(aside)
  return taken === text
}
