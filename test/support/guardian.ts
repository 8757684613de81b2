import { spawn } from 'node:child_process'

const GUARD = `
  process.stdin.resume()
  process.stdin.on('end', () => {
    try { process.kill(Number(process.argv[1]), 'SIGKILL') } catch {}
  })`

/**
 * Kills a server when this process ends, however that comes about: the pipe to the guardian closes
 * with it. A guardian of a server that is gone already does nothing when it ends.
 */
export function killWithThisProcess(pid: number): void {
  const guardian = spawn(process.execPath, ['-e', GUARD, String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guardian.unref()
}
