import type { Logger } from 'pino'

import type { ToldEvent } from '../contract/loan-messages'
import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'
import { purgeRefusedRequests } from './refused-requests'
import { takeDue } from './relay-schedule'
import { Rounds } from './rounds'

const PURGE_MS = 3_600_000

export interface RelayOptions {
  database: Database
  tell(event: ToldEvent): Promise<void>
  logger: Logger
}

/** Tells again what stays staged, whoever failed to tell it. Any number may run. */
export class Relay {
  readonly #options: RelayOptions
  readonly #rounds: Rounds
  #purgeAt = 0

  constructor(options: RelayOptions) {
    this.#options = options
    this.#rounds = new Rounds('the relay', () => this.#round(), options.logger)
  }

  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  async #round(): Promise<void> {
    const { database, logger } = this.#options
    const due = await takeDue(database)
    if (due.length > 0) logger.info({ loans: due.length }, 'telling loans again')
    await Promise.all(due.map((event) => this.#tell(event)))
    if (Date.now() >= this.#purgeAt) {
      this.#purgeAt = Date.now() + PURGE_MS
      await purgeRefusedRequests(database)
    }
  }

  async #tell(event: ToldEvent): Promise<void> {
    try {
      await this.#options.tell(event)
    } catch (error) {
      const { eventId } = event.envelope
      this.#options.logger.warn({ eventId, reason: errorMessage(error) }, 'a loan was not told')
    }
  }
}
