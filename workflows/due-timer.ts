import { CancellationScope, sleep } from '@temporalio/workflow'

import type { Wake } from '../src/contract/step-results'
import type { LoanRun } from './loan-run'

/** The server reckons in nanoseconds of 64 bits; what is due later is left to the relay. */
const LONGEST_MS = 100 * 366 * 86_400_000

/**
 * Wakes a loan for what falls due by the clock: the pass that follows does it, and says when to look
 * next. One timer at a time, which operators see. A later instant lets the timer fire and find
 * nothing, since most loans are paid before their month ends; only an earlier one takes its place.
 */
export class DueTimer {
  readonly #run: LoanRun
  readonly #isOff: boolean
  #armed: { atMs: number; scope: CancellationScope } | null = null
  /** The workers' clock and the server's differ: one instant fires once, the relay does the rest. */
  #firedMs = 0

  constructor(run: LoanRun, isOff: boolean) {
    this.#run = run
    this.#isOff = isOff
  }

  arm(): void {
    const { nextWake: wake } = this.#run
    if (this.#isOff || wake === null) return
    const atMs = Date.parse(wake.at)
    if (atMs - Date.now() > LONGEST_MS) return
    if (atMs <= this.#firedMs || (this.#armed !== null && this.#armed.atMs <= atMs)) return
    this.#armed?.scope.cancel()
    const scope = new CancellationScope({ cancellable: true })
    this.#armed = { atMs, scope }
    void scope.run(() => this.#wait(atMs, wake)).catch(() => undefined)
  }

  async #wait(atMs: number, { what }: Wake): Promise<void> {
    await sleep(Math.max(1, atMs - Date.now()), { summary: `Next: ${what}` })
    this.#armed = null
    this.#firedMs = atMs
    this.#run.wake()
  }
}
