/** Well within what the workflow gives a regular activity: a later attempt never meets this one. */
const LONGEST_MS = 25_000

/** The time one attempt has. */
export class Attempt {
  /** Aborted when the time is up or the worker must end. */
  readonly stop: AbortSignal
  readonly #endsAt = performance.now() + LONGEST_MS

  constructor(workerStops?: AbortSignal) {
    const timeIsUp = AbortSignal.timeout(LONGEST_MS)
    this.stop = workerStops === undefined ? timeIsUp : AbortSignal.any([timeIsUp, workerStops])
  }

  /** Read from the clock too: a process that was held up wakes before its timers fire. */
  get isOver(): boolean {
    return this.stop.aborted || performance.now() >= this.#endsAt
  }
}
