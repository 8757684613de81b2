import { setTimeout as sleep } from 'node:timers/promises'

import { Supervisor } from '../../src/cli/supervisor'
import type { Part } from '../../src/cli/supervisor'
import { startServerProcess } from '../../src/platform/embedded/server-process'
import { identify } from '../../src/platform/embedded/process-identity'
import { eventually } from '../support/eventually'

describe('the supervisor', () => {
  let pids: Record<string, number[]>
  const stops: string[] = []
  let supervisor: Supervisor

  beforeEach(() => {
    pids = {}
    stops.length = 0
    supervisor = new Supervisor({
      spawned: (name, pid) => (pids[name] ??= []).push(pid),
      announce: () => undefined,
      baseDelayMs: 5,
    })
  })
  afterEach(() => supervisor.stop())

  const run = (name: string, executable: string, ...args: string[]) =>
    supervisor.run(name, async (spawned): Promise<Part> => {
      const child = await startServerProcess({ executable, args })
      spawned(child.pid)
      const stop = async () => {
        stops.push(name)
        await child.stop([{ signal: 'SIGKILL', waitMs: 1_000 }])
      }
      return { pid: child.pid, exited: child.exited, stop }
    })

  it('starts a part again that has died', async () => {
    await run('one', 'sleep', '60')
    process.kill(pids['one']![0]!, 'SIGKILL')
    await eventually('a second process', () => pids['one']?.[1])
    process.kill(pids['one']![1]!, 'SIGKILL')
    await eventually('a third process', () => pids['one']?.[2])
  })

  it('gives up a part that keeps dying, and says which', async () => {
    await run('hopeless', 'false')
    const reason = await supervisor.gaveUp
    expect(reason.message).toContain('hopeless keeps dying (exit code 1)')
    expect(pids['hopeless']).toHaveLength(6)
  })

  it('stops the parts, the last one first, and starts none again', async () => {
    await run('first', 'sleep', '60')
    await run('second', 'sleep', '60')
    await supervisor.stop()
    expect(stops).toEqual(['second', 'first'])
    await sleep(50)
    expect(pids).toEqual({ first: [expect.any(Number)], second: [expect.any(Number)] })
    await expect(run('third', 'sleep', '60')).rejects.toThrow()
  })

  it('stops a part that is not ready yet', async () => {
    const start = supervisor.run('slow', async (spawned) => {
      const child = await startServerProcess({ executable: 'sleep', args: ['60'] })
      spawned(child.pid)
      throw new Error(`not ready: ${await child.exited}`)
    })
    const failed = expect(start).rejects.toThrow('not ready: SIGTERM')
    await eventually('its process', () => pids['slow']?.[0])
    await supervisor.stop()
    await failed
    expect(identify(pids['slow']![0]!)).toBeUndefined()
  })

  it('kills them at once', async () => {
    await run('one', 'sleep', '60')
    supervisor.kill()
    await eventually('its end', () => (identify(pids['one']![0]!) ? undefined : true))
    expect(stops).toEqual([])
  })
})
