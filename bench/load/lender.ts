import { setTimeout as sleep } from 'node:timers/promises'

import { createApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import type { Bench } from '../bench'
import { HttpSender } from './http-sender'
import { inParallel } from './in-parallel'
import { loanEvents } from './loan-events'
import type { LoanEvent } from './loan-events'

/** Requests under way at once. */
export const SENDERS = 64
const BATCHES = 4
const POLL_MS = 20
const PATIENCE_MS = 300_000

let lenders = 0

export interface Pushed {
  eventId: string
  push: { status: string }
}

/** A business of its own for one measurement, and what it sends. */
export class Lender {
  readonly businessId: string
  readonly apiKey: string
  readonly #bench: Bench
  readonly #sender: HttpSender
  #sent = 0

  private constructor(bench: Bench, businessId: string, apiKey: string) {
    this.#bench = bench
    this.businessId = businessId
    this.apiKey = apiKey
    this.#sender = new HttpSender({ 'X-LMS-API-Key': apiKey })
  }

  static async found(bench: Bench): Promise<Lender> {
    lenders += 1
    const name = `Bench ${process.pid}-${lenders}`
    const businessId = await createBusiness(bench.database, { name })
    const { key } = await createApiKey(bench.database, businessId, 'bench')
    return new Lender(bench, businessId, key)
  }

  /** Loan ids that no other measurement has. */
  loanIds(count: number): string[] {
    return Array.from({ length: count }, (_, place) => `L${place + 1}`)
  }

  /** Waits for the outcome with `wait`, in seconds; without it only until the event is durable. */
  async push({ path, body }: LoanEvent, wait?: number): Promise<Pushed> {
    this.#sent += 1
    // A key of its own: two equal payments are two.
    const headers = {
      'Idempotency-Key': `k${this.#sent}`,
      ...(wait === undefined ? {} : { Prefer: `wait=${wait}` }),
    }
    return this.#post(path, body, headers)
  }

  /** Reverses an event. */
  async reverse(loanId: string, eventId: string): Promise<Pushed> {
    this.#sent += 1
    return this.#post('reversal', { loanId, eventId, reason: 'sent in error' }, {})
  }

  /** A loan as whoever pushes it reads it. */
  async read(loanId: string): Promise<void> {
    await this.#sender.get(`${this.#bench.stack.url}/lms-integration/loans/${loanId}`)
  }

  /** The first events of each loan, in order, each when the one before is answered. */
  async sendLoans(loanIds: readonly string[], events: number): Promise<void> {
    await inParallel(loanIds, SENDERS, async (loanId) => {
      for (const event of loanEvents(loanId, events)) await this.push(event)
    })
  }

  /** The same, loan after loan and all but its first event at once: a burst that one loan gets. */
  async sendBursts(loanIds: readonly string[], events: number): Promise<void> {
    await this.sendLoans(loanIds, 1)
    const rest = loanIds.flatMap((loanId) => loanEvents(loanId, events).slice(1))
    await inParallel(rest, SENDERS, async (event) => {
      await this.push(event)
    })
  }

  /** The events of each loan in one request, loan after loan. */
  async sendBatches(loanIds: readonly string[], events: number): Promise<void> {
    await inParallel(loanIds, BATCHES, (loanId) => this.pushBatch(loanEvents(loanId, events)))
  }

  /** Events in one request. */
  async pushBatch(events: readonly LoanEvent[]): Promise<void> {
    const rows = events.map(({ path, body }) => ({ type: path, ...body }))
    const url = `${this.#bench.stack.url}/lms-integration/batch`
    const text = await this.#sender.post(url, JSON.stringify({ events: rows }))
    const { answers } = JSON.parse(text) as { answers: { success: boolean }[] }
    if (!answers.every(({ success }) => success)) throw new Error(`refused: ${text}`)
  }

  /**
   * Resolves when everything that was accepted is posted.
   *
   * @returns when the last one was, in milliseconds since the epoch
   */
  async settled(): Promise<number> {
    const { database } = this.#bench
    const deadline = Date.now() + PATIENCE_MS
    while (await this.#isBusy()) {
      if (Date.now() > deadline) throw new Error('the loans do not come to rest')
      await sleep(POLL_MS)
    }
    const [row] = await database.query<{ last: Date; unposted: number; failure: string | null }>(
      'bench_outcomes',
      `SELECT max(finished_at) AS last, max(failure_message) AS failure,
              count(*) FILTER (WHERE status NOT IN ('POSTED', 'REVERSED'))::int AS unposted
       FROM loan_event WHERE business_id = $1`,
      [this.businessId],
    )
    if (row === undefined || row.unposted > 0) {
      throw new Error(`${row?.unposted} events not posted: ${row?.failure}`)
    }
    return row.last.getTime()
  }

  /** Milliseconds from `since` of each event to its posting, by event id. */
  async postedAt(): Promise<Map<string, number>> {
    const rows = await this.#bench.database.query<{ id: string; at: Date }>(
      'bench_posted',
      'SELECT id, finished_at AS at FROM loan_event WHERE business_id = $1',
      [this.businessId],
    )
    return new Map(rows.map(({ id, at }) => [id, at.getTime()]))
  }

  close(): void {
    this.#sender.close()
  }

  async #isBusy(): Promise<boolean> {
    const [row] = await this.#bench.database.query<{ busy: boolean }>(
      'bench_busy',
      'SELECT EXISTS (SELECT FROM loan_stream WHERE business_id = $1 AND busy) AS busy',
      [this.businessId],
    )
    return row?.busy ?? false
  }

  async #post(path: string, body: object, headers: Record<string, string>): Promise<Pushed> {
    const url = `${this.#bench.stack.url}/lms-integration/${path}`
    const text = await this.#sender.post(url, JSON.stringify(body), headers)
    const answer = JSON.parse(text) as Pushed & { success: boolean }
    if (!answer.success) throw new Error(`refused: ${text}`)
    return answer
  }
}
