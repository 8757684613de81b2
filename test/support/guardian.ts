import { spawn } from 'node:child_process'
import { Socket } from 'node:net'

const GUARD = `
  process.stdin.resume()
  process.stdin.on('end', () => {
    const [pid, folder] = process.argv.slice(1)
    try { process.kill(Number(pid), 'SIGKILL') } catch {}
    require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  })`

/**
 * Kills a server and removes its data when this process ends, however that comes about: the pipe to
 * the guardian closes with it.
 */
export function killWithThisProcess(pid: number, folder: string): void {
  const guardian = spawn(process.execPath, ['-e', GUARD, String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guardian.unref()
  // Its pipe too: a test that is over must not be kept.
  if (guardian.stdin instanceof Socket) guardian.stdin.unref()
}
