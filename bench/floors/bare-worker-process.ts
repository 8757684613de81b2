import type { ChildProcess } from 'node:child_process'

import type { BareWorkerMessage } from './bare-worker'
import { end, firstMessage, forkSource } from './child'

/** The process of the worker that does nothing, and how often it has done it. */
export class BareWorker {
  readonly #child: ChildProcess
  #done = 0
  #changed: () => void = () => undefined

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (message: BareWorkerMessage) => {
      if ('done' in message) this.#done = message.done
      this.#changed()
    })
  }

  static async start(temporalAddress: string): Promise<BareWorker> {
    const child = forkSource('bench/floors/bare-worker.ts', [temporalAddress])
    await firstMessage(child)
    return new BareWorker(child)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Resolves when so many activities more have ended, counted from the call. */
  async next(count: number): Promise<void> {
    const target = this.#done + count
    while (this.#done < target) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve
      })
    }
  }

  stop(): Promise<void> {
    return end(this.#child)
  }
}
