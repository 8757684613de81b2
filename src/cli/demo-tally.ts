import type { Database } from '../platform/database'
import type { PushAnswer } from '../push-client/push-client'

/** How often something was refused, with the reason that was given first. */
export interface Refused {
  code: string
  count: number
  reason: string
}

interface Outcome {
  status: string
  code: string | null
  reason: string | null
  count: number
}

const OUTCOMES = `
  SELECT status, failure_code AS code, min(failure_message) AS reason, count(*)::integer AS count
  FROM loan_event WHERE id = ANY($1::uuid[]) GROUP BY status, failure_code ORDER BY failure_code`

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
    const rows = await database.query<Outcome>('demo_outcomes', OUTCOMES, [this.staged])
    const ended = (status: string) => rows.filter((row) => row.status === status)
    this.posted = ended('POSTED').reduce((total, { count }) => total + count, 0)
    this.parked = ended('PARKED').reduce((total, { count }) => total + count, 0)
    this.failed = ended('FAILED').map(({ code, count, reason }) => ({
      code: code ?? '',
      count,
      reason: reason ?? '',
    }))
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
