import type { Logger } from 'pino'

import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'

const POLL_MS = 20

interface Watcher {
  eventId: string
  done(settled: boolean): void
}

/**
 * Waits for events to leave STAGED. However many wait, one statement per tick asks for all of
 * them; nothing is asked while nobody waits.
 */
export class OutcomeWatch {
  readonly #database: Database
  readonly #logger: Logger
  readonly #watchers = new Set<Watcher>()
  #timer: NodeJS.Timeout | undefined

  constructor(database: Database, logger: Logger) {
    this.#database = database
    this.#logger = logger
  }

  /** True when the event has its outcome, false when the time was up before. */
  settled(eventId: string, waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const watcher: Watcher = {
        eventId,
        done: (settled) => {
          clearTimeout(timeout)
          this.#watchers.delete(watcher)
          resolve(settled)
        },
      }
      const timeout = setTimeout(() => watcher.done(false), waitMs)
      this.#watchers.add(watcher)
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#watchers.size === 0) return
    this.#timer = setTimeout(() => {
      void this.#poll().finally(() => {
        this.#timer = undefined
        this.#schedule()
      })
    }, POLL_MS)
  }

  async #poll(): Promise<void> {
    try {
      const ids = [...new Set([...this.#watchers].map((watcher) => watcher.eventId))]
      const rows = await this.#database.query<{ id: string }>(
        'settled_events',
        `SELECT id FROM loan_event WHERE id = ANY($1::uuid[]) AND status <> 'STAGED'`,
        [ids],
      )
      const settled = new Set(rows.map((row) => row.id))
      for (const watcher of [...this.#watchers]) {
        if (settled.has(watcher.eventId)) watcher.done(true)
      }
    } catch (error) {
      this.#logger.warn({ reason: errorMessage(error) }, 'could not look for outcomes')
    }
  }
}
