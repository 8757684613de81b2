import { sleep } from '@temporalio/workflow'

import type { LoanRun } from './loan-run'

/** Notices that a closed loan has been quiet for long: with one long timer per run, not one per event. */
export class QuietWatch {
  readonly #run: LoanRun
  #timing = false
  #fired = false

  constructor(run: LoanRun) {
    this.#run = run
  }

  get over(): boolean {
    return this.#fired && this.#isAtRest && this.#run.quietLeftMs() <= 0
  }

  /** What will fall due by the clock keeps a closed loan awake: a charge, say. */
  get #isAtRest(): boolean {
    return this.#run.closed && this.#run.nextWake === null
  }

  watch(): void {
    if (this.#timing || !this.#isAtRest) return
    this.#timing = true
    this.#fired = false
    const left = Math.max(1, this.#run.quietLeftMs())
    void sleep(left, { summary: 'Closed: ends when quiet' }).then(() => {
      this.#timing = false
      this.#fired = true
      if (!this.over) this.watch()
    })
  }
}
