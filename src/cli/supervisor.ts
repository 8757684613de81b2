import { setTimeout as sleep } from 'node:timers/promises'

import { AppError, errorMessage } from '../platform/errors'

/** A process that is running. */
export interface Part {
  readonly pid: number
  /** Resolves with what ended it. */
  readonly exited: Promise<string>
  stop(): Promise<void>
}

/** Starts a part; `spawned` is to be called as soon as there is a process. */
export type StartPart = (spawned: (pid: number) => void) => Promise<Part>

export interface SupervisorOptions {
  /** Called with each process of a part, the first and every later one. */
  spawned(name: string, pid: number): void
  announce(text: string): void
  /** Wait before the first restart; doubles with each further one. */
  baseDelayMs?: number
}

interface Slot {
  name: string
  start: StartPart
  /** The first start. */
  starting?: Promise<Part>
  pid?: number
  part?: Part
  watch?: Promise<void>
}

const MAX_DELAY_MS = 10_000
/** So many deaths within the window and it is given up. */
const MAX_DEATHS = 6
const WINDOW_MS = 120_000

/** Keeps parts running: one that dies is started again, until it keeps dying. */
export class Supervisor {
  /** Resolves with the reason when a part is given up. */
  readonly gaveUp: Promise<AppError>
  #giveUp: (reason: AppError) => void = () => undefined
  readonly #options: SupervisorOptions
  readonly #slots: Slot[] = []
  readonly #stopping = new AbortController()

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.gaveUp = new Promise((resolve) => {
      this.#giveUp = resolve
    })
  }

  /** Starts a part; that it does not start the first time is an error. */
  async run(name: string, start: StartPart): Promise<void> {
    const slot: Slot = { name, start }
    this.#slots.push(slot)
    this.#stopping.signal.throwIfAborted()
    slot.starting = this.#start(slot)
    const part = await slot.starting
    slot.watch = this.#watch(slot, part)
  }

  /** Stops the parts, the last one started first. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const slot of [...this.#slots].reverse()) {
      // One that is not ready yet will not be waited for.
      if (slot.part === undefined) signalQuietly(slot.pid, 'SIGTERM')
      await slot.starting?.catch(() => undefined)
      await slot.part?.stop()
      await slot.watch
    }
  }

  /** Ends them all at once, without a chance to finish anything. */
  kill(): void {
    this.#stopping.abort()
    for (const { pid } of this.#slots) signalQuietly(pid, 'SIGKILL')
  }

  async #start(slot: Slot): Promise<Part> {
    slot.part = await slot.start((pid) => {
      slot.pid = pid
      this.#options.spawned(slot.name, pid)
    })
    return slot.part
  }

  async #watch(slot: Slot, first: Part): Promise<void> {
    const deaths: number[] = []
    let reason = await first.exited
    while (!this.#stopping.signal.aborted) {
      const now = Date.now()
      deaths.push(now)
      const recent = deaths.filter((at) => now - at < WINDOW_MS).length
      if (recent >= MAX_DEATHS) {
        this.#giveUp(keepsDying(slot.name, reason))
        return
      }
      this.#options.announce(`${slot.name} ended (${reason}); starting it again`)
      await this.#pause((this.#options.baseDelayMs ?? 250) * 2 ** (recent - 1))
      if (this.#stopping.signal.aborted) return
      reason = await this.#restart(slot)
    }
  }

  /** Resolves when the new process has ended too, or could not be started. */
  async #restart(slot: Slot): Promise<string> {
    try {
      const part = await this.#start(slot)
      if (this.#stopping.signal.aborted) await part.stop()
      return await part.exited
    } catch (error) {
      return errorMessage(error)
    }
  }

  async #pause(delayMs: number): Promise<void> {
    const { signal } = this.#stopping
    await sleep(Math.min(delayMs, MAX_DELAY_MS), undefined, { signal }).catch(() => undefined)
  }
}

function keepsDying(name: string, reason: string): AppError {
  return new AppError(
    'PART_KEEPS_DYING',
    `${name} keeps dying (${reason}), so everything is stopped. Its log says why.`,
  )
}

function signalQuietly(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}
