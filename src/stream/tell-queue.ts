import type { Logger } from 'pino'

import type { ToldEvent } from '../contract/loan-messages'
import { errorMessage } from '../platform/errors'

/**
 * Few: what a worker cannot take yet waits here rather than in Temporal, where a task that waits ten
 * seconds for the worker that has its loan cached is given to any, which must replay the loan first.
 */
export const MAX_UNDER_WAY = 8
/** Beyond this the relay tells: the events are staged, only later. */
const MAX_WAITING = 10_000

export interface TellQueueOptions {
  tell(event: ToldEvent): Promise<void>
  /** Called where telling failed or was left out: the relay must tell soon. */
  leaveToRelay(event: ToldEvent): Promise<void>
  logger: Logger
}

/** Tells loans beside the requests that staged their events, a bounded number at a time. */
export class TellQueue {
  readonly #options: TellQueueOptions
  readonly #waiting: ToldEvent[] = []
  readonly #underWay = new Set<Promise<void>>()

  constructor(options: TellQueueOptions) {
    this.#options = options
  }

  add(event: ToldEvent): void {
    if (this.#waiting.length >= MAX_WAITING) {
      this.#track(this.#leave(event))
      return
    }
    this.#waiting.push(event)
    this.#pump()
  }

  /** Resolves when all that was added is told, or left to the relay. */
  async drain(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  #pump(): void {
    while (this.#underWay.size < MAX_UNDER_WAY) {
      const event = this.#waiting.shift()
      if (event === undefined) return
      this.#track(this.#tell(event))
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => {
      this.#underWay.delete(tracked)
      this.#pump()
    })
    this.#underWay.add(tracked)
  }

  async #tell(event: ToldEvent): Promise<void> {
    try {
      await this.#options.tell(event)
    } catch (error) {
      this.#options.logger.warn(
        { eventId: event.envelope.eventId, reason: errorMessage(error) },
        'a loan could not be told; the relay will tell it',
      )
      await this.#leave(event)
    }
  }

  async #leave(event: ToldEvent): Promise<void> {
    try {
      await this.#options.leaveToRelay(event)
    } catch (error) {
      // The stream's own time for telling again stands: the relay is only later.
      this.#options.logger.warn({ reason: errorMessage(error) }, 'could not call the relay')
    }
  }
}
