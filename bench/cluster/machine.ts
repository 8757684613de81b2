import { setTimeout as sleep } from 'node:timers/promises'

import { startNodePart } from '../../src/cli/node-part'
import type { Part } from '../../src/cli/supervisor'

export interface MachineOptions {
  name: string
  command: 'api' | 'worker'
  env: Readonly<Record<string, string>>
  /** Answers 200 as soon as the process serves. */
  readyUrl: string
  logFile: string
  /** Told of each process it is. */
  spawned: (pid: number) => void
}

const TIMEOUT_MS = 60_000
const PAUSE_MS = 50

/** An API or a worker as if on a machine of its own: it is started, stopped and killed alone. */
export class Machine {
  readonly name: string
  readonly #options: MachineOptions
  #part: Part | undefined

  constructor(options: MachineOptions) {
    this.name = options.name
    this.#options = options
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    if (this.#part !== undefined) return
    const { command, env, logFile, spawned } = this.#options
    const part = await startNodePart(command, { env: { ...process.env, ...env }, logFile, spawned })
    this.#part = part
    let ended: string | undefined
    void part.exited.then((reason) => {
      ended = reason
    })
    const deadline = Date.now() + TIMEOUT_MS
    while (!(await this.#serves())) {
      if (ended !== undefined || Date.now() > deadline) {
        throw new Error(
          `${this.name} does not serve (${ended ?? 'a minute has passed'}): ${logFile}`,
        )
      }
      await sleep(PAUSE_MS)
    }
  }

  /** Lets it finish what it has. */
  async stop(): Promise<void> {
    await this.#part?.stop()
    this.#part = undefined
  }

  /** As if the machine lost its power. */
  async kill(): Promise<void> {
    const part = this.#part
    if (part === undefined) throw new Error(`${this.name} does not run`)
    process.kill(part.pid, 'SIGKILL')
    await part.exited
    this.#part = undefined
  }

  async #serves(): Promise<boolean> {
    try {
      const answer = await fetch(this.#options.readyUrl, { signal: AbortSignal.timeout(5_000) })
      return answer.ok
    } catch {
      return false
    }
  }
}
