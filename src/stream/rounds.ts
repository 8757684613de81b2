import { setTimeout as sleep } from 'node:timers/promises'

import type { Logger } from 'pino'

import { errorMessage } from '../platform/errors'

const ROUND_MS = 1_000

/** Does something every second, beside everything else, until it is stopped. A round that fails is missed. */
export class Rounds {
  readonly #stopping = new AbortController()
  readonly #running: Promise<void>

  constructor(name: string, round: () => Promise<void>, logger: Logger) {
    this.#running = this.#run(name, round, logger)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(name: string, round: () => Promise<void>, logger: Logger): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        await round()
      } catch (error) {
        logger.warn({ reason: errorMessage(error) }, `${name} missed a round`)
      }
      await sleep(ROUND_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}
