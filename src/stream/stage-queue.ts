import type { Database } from '../platform/database'
import { isLockTimeout } from '../platform/database-errors'
import { AppError, busy } from '../platform/errors'
import { FairTurns } from './fair-turns'
import { HeldLoans } from './held-loans'
import { stageFree } from './stage-group'
import type { CommandOutcome, CommandRequest, StageOutcome, StageRequest } from './stage-request'
import { isDataException, settle, waitFor } from './waiting-request'
import type { Waiting } from './waiting-request'

const GROUP_SIZE = 64
/** Groups under way at once, and of one business among them: one commits while the next gathers. */
const MAX_FLIGHTS = 3
const MAX_OF_ONE_BUSINESS = 2
/** No loan is waited for here; this is for what hardly ever is, such as a key that another stages now. */
const LOCK_TIMEOUT_MS = 50

export interface StageQueueOptions {
  /** How long a request waits for a loan that somebody holds; default 10 s. */
  patienceMs?: number
}

/**
 * Stages requests in groups: those that arrive while others are being committed share the next
 * round trip and the next commit. A request that cannot be staged fails alone, and one whose loan
 * somebody holds waits alone. Businesses take turns, and none has all flights.
 */
export class StageQueue {
  readonly #database: Database
  /** Each item goes in one flight. */
  readonly #turns = new FairTurns<Waiting[]>(MAX_OF_ONE_BUSINESS)
  readonly #held: HeldLoans
  /** Loans with a request in a flight: what follows waits here, not for the flight's locks. */
  readonly #aloft = new Set<string>()
  #flights = 0
  #pumpScheduled = false

  constructor(database: Database, { patienceMs = 10_000 }: StageQueueOptions = {}) {
    this.#database = database
    this.#held = new HeldLoans(database, patienceMs)
  }

  /** @throws AppError BUSY where the loan was held for too long: nothing is staged */
  stage(request: CommandRequest): Promise<CommandOutcome>
  stage(request: StageRequest): Promise<StageOutcome>
  stage(request: StageRequest): Promise<StageOutcome> {
    return waitFor(request, (waiting) => this.#add(request.businessId, [waiting]))
  }

  /**
   * Stages all of them at once, in this order, save that what is for a loan that somebody holds waits
   * for it; rejects where any could not be staged.
   */
  async stageTogether(requests: readonly StageRequest[]): Promise<StageOutcome[]> {
    const together: Waiting[] = []
    const outcomes = requests.map((request) => waitFor(request, (one) => together.push(one)))
    const [first] = requests
    if (first !== undefined) this.#add(first.businessId, together)
    const all = await Promise.allSettled(outcomes)
    return all.map((one) => {
      if (one.status === 'fulfilled') return one.value
      throw some(one.reason)
    })
  }

  #add(businessId: string, together: Waiting[]): void {
    this.#turns.add(businessId, together)
    this.#schedulePump()
  }

  #schedulePump(): void {
    if (this.#pumpScheduled) return
    this.#pumpScheduled = true
    // Requests read from the sockets in this turn of the event loop go together.
    setImmediate(() => {
      this.#pumpScheduled = false
      while (this.#flights < MAX_FLIGHTS && !this.#turns.isEmpty) {
        const group = this.#nextGroup()
        if (group.length === 0) return
        void this.#fly(group)
      }
    })
  }

  #nextGroup(): Waiting[] {
    const group: Waiting[] = []
    const fits = (together: Waiting[]) =>
      (group.length === 0 || group.length + together.length <= GROUP_SIZE) &&
      !together.some(({ loan }) => this.#aloft.has(loan))
    while (group.length < GROUP_SIZE) {
      const next = this.#turns.take(fits)
      if (next === undefined) break
      for (const waiting of next[1]) {
        if (this.#held.has(waiting.loan)) this.#held.add(waiting)
        else group.push(waiting)
      }
    }
    return group
  }

  async #fly(group: Waiting[]): Promise<void> {
    const businesses = new Set(group.map(({ request }) => request.businessId))
    this.#flights += 1
    this.#turns.began(businesses)
    for (const { loan } of group) this.#aloft.add(loan)
    await this.#stage(group)
    for (const { loan } of group) this.#aloft.delete(loan)
    this.#turns.ended(businesses)
    this.#flights -= 1
    if (!this.#turns.isEmpty) this.#schedulePump()
  }

  async #stage(group: Waiting[]): Promise<void> {
    try {
      const requests = group.map(({ request }) => request)
      const outcomes = await stageFree(this.#database, requests, LOCK_TIMEOUT_MS)
      group.forEach((waiting, place) => {
        const outcome = outcomes[place]
        if (outcome?.status === 'BUSY') this.#held.add(waiting)
        else settle(waiting, outcome)
      })
    } catch (error) {
      if (isLockTimeout(error)) {
        for (const waiting of group) this.#held.add(waiting)
      } else if (group.length > 1 && isDataException(error)) {
        for (const waiting of group) await this.#stage([waiting])
      } else {
        for (const waiting of group) waiting.reject(error)
      }
    }
  }
}

/** Of several requests others may have been staged. */
function some(error: unknown): unknown {
  return error instanceof AppError && error.code === 'BUSY'
    ? busy(
        'A loan is held by something else. Some of this may have been taken: please send it again.',
        error,
      )
    : error
}
