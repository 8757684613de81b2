import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { DataDirectory } from '../../../src/platform/embedded/data-directory'
import { identify, isRunning } from '../../../src/platform/embedded/process-identity'
import { stopOrphans } from '../../../src/platform/embedded/stop-orphans'

describe('a data directory', () => {
  let folder: string
  let lockFile: string
  const children: ChildProcess[] = []

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loansaga-lock-'))
    lockFile = join(folder, 'up.lock')
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  const sleeper = async (): Promise<number> => {
    const child = spawn('sleep', ['60'])
    children.push(child)
    await once(child, 'spawn')
    return child.pid!
  }
  const deadProcess = async (): Promise<number> => {
    const child = spawn('true')
    await once(child, 'exit')
    return child.pid!
  }
  const writeLock = (pid: number, startedAt: string, childProcesses: object = {}): void => {
    const since = '2026-01-01T00:00:00.000Z'
    writeFileSync(lockFile, JSON.stringify({ pid, startedAt, since, children: childProcesses }))
  }

  it('is closed to other users, unless there is more in it than its own', () => {
    const isOpen = () => (statSync(folder).mode & 0o066) !== 0
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'credentials.json'), '{}')
    DataDirectory.acquire(folder).release()
    expect(isOpen()).toBe(false)

    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'notes.txt'), '')
    DataDirectory.acquire(folder).release()
    expect(isOpen()).toBe(true)

    rmSync(join(folder, 'notes.txt'))
    chmodSync(folder, 0o1777)
    DataDirectory.acquire(folder).release()
    expect(isOpen()).toBe(true)
  })

  it('is held by one at a time', () => {
    const held = DataDirectory.acquire(folder)
    expect(() => DataDirectory.acquire(folder)).toThrow(
      new RegExp(`${folder} is in use by process ${process.pid} since \\d{4}-`),
    )
    held.release()
    DataDirectory.acquire(folder).release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is made when it is not there', () => {
    const nested = join(folder, 'a', 'b')
    DataDirectory.acquire(nested).release()
    expect(existsSync(nested)).toBe(true)
  })

  it('is taken over from a process that is gone', async () => {
    writeLock(await deadProcess(), 'before')
    const held = DataDirectory.acquire(folder)
    expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toMatchObject({ pid: process.pid })
    expect(held.orphans).toEqual([])
    held.release()
  })

  it('is taken over when the pid has passed to another process', async () => {
    writeLock(await sleeper(), 'another start')
    DataDirectory.acquire(folder).release()
  })

  it('tells which children of a killed holder still run, and only its own', async () => {
    const orphan = identify(await sleeper())!
    const stranger = await sleeper()
    writeLock(await deadProcess(), 'before', {
      postgres: orphan,
      temporal: { pid: stranger, startedAt: 'another start' },
      api: { pid: await deadProcess(), startedAt: 'before' },
    })
    const held = DataDirectory.acquire(folder)
    expect(held.orphans).toEqual([orphan])
    await stopOrphans(held.orphans)
    expect(isRunning(orphan)).toBe(false)
    expect(identify(stranger)).toBeDefined()
    held.release()
  })

  it('notes its children for whoever comes after', async () => {
    const held = DataDirectory.acquire(folder)
    const pid = await sleeper()
    held.recordChild('postgres', pid)
    expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toMatchObject({
      pid: process.pid,
      children: { postgres: identify(pid) },
    })
    held.release()
  })

  it('names the file to remove when the lock cannot be read', () => {
    writeFileSync(lockFile, 'half a li')
    expect(() => DataDirectory.acquire(folder)).toThrow(`${lockFile} cannot be read`)
  })
})
