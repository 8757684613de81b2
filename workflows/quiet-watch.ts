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
    return this.#fired && this.#run.closed && this.#run.quietLeftMs() <= 0
  }

  watch(): void {
    if (this.#timing || !this.#run.closed) return
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
