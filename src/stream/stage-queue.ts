import type { Database } from '../platform/database'
import { errorCode } from '../platform/database-errors'
import { AppError } from '../platform/errors'
import type { StageOutcome, StageRequest } from './stage-request'

interface Waiting {
  request: StageRequest
  resolve(outcome: StageOutcome): void
  reject(error: unknown): void
}

type RowOutcome = StageOutcome | { status: 'ERROR'; message: string }

const GROUP_SIZE = 64
/** Groups under way at once: one commits while the next gathers. */
const MAX_FLIGHTS = 2

/**
 * Stages requests in groups: those that arrive while others are being committed share the next
 * round trip and the next commit. A request that cannot be staged fails alone.
 */
export class StageQueue {
  readonly #database: Database
  readonly #waiting: Waiting[] = []
  #flights = 0
  #pumpScheduled = false

  constructor(database: Database) {
    this.#database = database
  }

  stage(request: StageRequest): Promise<StageOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      this.#schedulePump()
    })
  }

  /** Stages all of them at once, in this order; rejects where any could not be staged. */
  async stageTogether(requests: readonly StageRequest[]): Promise<StageOutcome[]> {
    const outcomes = await this.#stageGroup(requests)
    return requests.map((_, place) => {
      const outcome = outcomes[place]
      if (outcome === undefined || outcome.status === 'ERROR') throw notStaged(outcome)
      return outcome
    })
  }

  #schedulePump(): void {
    if (this.#pumpScheduled) return
    this.#pumpScheduled = true
    // Requests read from the sockets in this turn of the event loop go together.
    setImmediate(() => {
      this.#pumpScheduled = false
      while (this.#flights < MAX_FLIGHTS && this.#waiting.length > 0) {
        void this.#fly(this.#waiting.splice(0, GROUP_SIZE))
      }
    })
  }

  async #fly(group: Waiting[]): Promise<void> {
    this.#flights += 1
    try {
      const outcomes = await this.#stageGroup(group.map((waiting) => waiting.request))
      group.forEach((waiting, index) => settle(waiting, outcomes[index]))
    } catch (error) {
      if (group.length > 1 && isDataException(error)) {
        await Promise.all(group.map((waiting) => this.#fly([waiting])))
      } else {
        group.forEach((waiting) => waiting.reject(error))
      }
    } finally {
      this.#flights -= 1
      if (this.#waiting.length > 0) this.#schedulePump()
    }
  }

  async #stageGroup(requests: readonly StageRequest[]): Promise<RowOutcome[]> {
    const rows = await this.#database.query<{ outcomes: RowOutcome[] }>(
      'stage_events',
      'SELECT stage_events($1::jsonb) AS outcomes',
      [JSON.stringify(requests)],
    )
    return rows[0]?.outcomes ?? []
  }
}

/** Text that jsonb cannot hold fails the whole statement before any row is judged. */
function isDataException(error: unknown): boolean {
  return errorCode(error)?.startsWith('22') ?? false
}

function settle(waiting: Waiting, outcome: RowOutcome | undefined): void {
  if (outcome === undefined || outcome.status === 'ERROR') waiting.reject(notStaged(outcome))
  else waiting.resolve(outcome)
}

function notStaged(error: { message: string } | undefined): AppError {
  return new AppError('INTERNAL_ERROR', 'The event could not be staged.', {
    cause: new Error(error?.message ?? 'stage_events gave no outcome'),
  })
}
