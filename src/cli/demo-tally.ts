import type { Database } from '../platform/database'
import type { PushAnswer } from '../push-client/push-client'
import { DemoOutcomes } from './demo-outcomes'
import type { Refused } from './demo-outcomes'

/** Counts what was answered to a portfolio, and what became of it. */
export class DemoTally {
  sent = 0
  duplicates = 0
  posted = 0
  parked = 0
  /** Of the events that were staged by this run. */
  readonly staged: string[] = []
  /** Taken, and refused by a rule when it was their turn. */
  failed: Refused[] = []
  seconds = 0
  readonly #refused = new Map<string, Refused>()
  readonly #since = performance.now()

  /** Refused at the door. */
  get refused(): Refused[] {
    return [...this.#refused.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
  }

  add(answer: PushAnswer): void {
    this.sent += 1
    if (!answer.success) this.#refuse(answer.error)
    else if (answer.staging.status === 'DUPLICATE') this.duplicates += 1
    else this.staged.push(answer.eventId)
  }

  /** Reads how the staged events ended; the clock stops here. */
  async close(database: Database): Promise<void> {
    this.seconds = (performance.now() - this.#since) / 1000
    const which = 'id = ANY($1::uuid[])'
    const outcomes = await DemoOutcomes.of(database, 'demo_outcomes', which, [this.staged])
    this.posted = outcomes.count('POSTED')
    this.parked = outcomes.count('PARKED')
    this.failed = outcomes.failed
  }

  #refuse({ code, message, fields }: Extract<PushAnswer, { success: false }>['error']): void {
    const known = this.#refused.get(code)
    if (known !== undefined) {
      known.count += 1
      return
    }
    const [wrong] = fields
    const reason = wrong === undefined ? message : `${wrong.field}: ${wrong.message}`
    this.#refused.set(code, { code, count: 1, reason })
  }
}
