import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { join } from 'node:path'

const GUARD = `
  const { readFileSync } = require('node:fs')
  process.stdin.resume()
  process.stdin.on('end', () => {
    let lock
    try { lock = JSON.parse(readFileSync(process.argv[1], 'utf8')) } catch { return }
    for (const { pid } of [lock, ...Object.values(lock.children)]) {
      try { process.kill(pid, 'SIGKILL') } catch {}
    }
  })`

/**
 * Kills a stack when this process ends without having stopped it: the pipe to the guardian closes
 * with it. `up` removes its record when it stops, and then there is nothing to do.
 */
export function guardStack(folder: string): void {
  const guardian = spawn(process.execPath, ['-e', GUARD, join(folder, 'up.lock')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guardian.unref()
  // Its pipe too: a test that is over must not be kept.
  if (guardian.stdin instanceof Socket) guardian.stdin.unref()
}
