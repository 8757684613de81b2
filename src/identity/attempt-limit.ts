import type { Clock } from '../platform/clock'

/** So many at once, and one more with each interval that passes. */
export interface Allowance {
  burst: number
  intervalMs: number
}

interface Bucket {
  /** When it will be full again. */
  fullAt: number
}

const MOST_BUCKETS = 10_000

/** Counts attempts by name, in this process only. */
export class AttemptLimit {
  readonly #clock: Clock
  readonly #allowance: Allowance
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock, allowance: Allowance) {
    this.#clock = clock
    this.#allowance = allowance
  }

  /** Seconds to wait before the next attempt; 0 where this one may go on, and it is counted. */
  attempt(name: string): number {
    const { burst, intervalMs } = this.#allowance
    const now = this.#clock.now().getTime()
    const fullAt = Math.max(now, this.#buckets.get(name)?.fullAt ?? now) + intervalMs
    const over = fullAt - now - burst * intervalMs
    if (over > 0) return Math.ceil(over / 1_000)
    this.#buckets.delete(name)
    this.#buckets.set(name, { fullAt })
    this.#forgetFullest()
    return 0
  }

  /** The one that was used longest ago is the nearest to being full. */
  #forgetFullest(): void {
    if (this.#buckets.size <= MOST_BUCKETS) return
    const [oldest] = this.#buckets.keys()
    if (oldest !== undefined) this.#buckets.delete(oldest)
  }
}
