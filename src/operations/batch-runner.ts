import { setTimeout as sleep } from 'node:timers/promises'

import { errorMessage } from '../platform/errors'
import { tellLoan } from './tell-loan'
import type { TellDependencies } from './tell-loan'

interface JobRef {
  id: string
  businessId: string
}

interface ItemAnswer {
  status: string
  eventId: string
}

/** How often a process looks for jobs whose holder is gone. */
const LOOK_MS = 5_000
const LEASE = `interval '30 seconds'`
const CHUNK = 50
const AT_ONCE = 8
/** An event before it may be half way through the saga: it is given so many moments. */
const MOMENTS = 5
const MOMENT_MS = 1_000

/** Carries out batch jobs. Any number may run: a job is held by one at a time, and passes on. */
export class BatchRunner {
  readonly #given: TellDependencies
  readonly #stopping = new AbortController()
  #round: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(given: TellDependencies) {
    this.#given = given
  }

  /** Looks now and then for jobs that nobody carries out. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_MS)
    this.wake()
  }

  /** There is a job. */
  wake(): void {
    if (this.#stopping.signal.aborted) return
    const round = (this.#round ?? Promise.resolve()).then(() => this.#runAll())
    this.#round = round.catch((error: unknown) => {
      this.#given.logger.warn({ reason: errorMessage(error) }, 'a batch job was interrupted')
    })
  }

  /** Finishes the events under way; another process, or the next start, goes on with the rest. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#round
  }

  /** Carries out one job, unless another holds it. */
  async run(jobId: string): Promise<void> {
    const job = await this.#take(jobId)
    if (job !== undefined) await this.#carryOut(job)
  }

  async #runAll(): Promise<void> {
    for (;;) {
      const job = this.#stopping.signal.aborted ? undefined : await this.#take(null)
      if (job === undefined) return
      await this.#carryOut(job)
    }
  }

  async #take(jobId: string | null): Promise<JobRef | undefined> {
    const [job] = await this.#given.database.query<{ id: string; businessId: string }>(
      'take_batch_job',
      `UPDATE batch_job SET lease_until = now() + ${LEASE}
       WHERE id = (SELECT id FROM batch_job
                   WHERE finished_at IS NULL AND coalesce(lease_until < now(), true)
                     AND ($1::uuid IS NULL OR id = $1)
                   ORDER BY created_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING id, business_id AS "businessId"`,
      [jobId],
    )
    return job
  }

  async #carryOut(job: JobRef): Promise<void> {
    for (;;) {
      const items = await this.#pending(job)
      if (items.length === 0) break
      const next = items.values()
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const no of next) await this.#retry(job, no)
        }),
      )
      if (this.#stopping.signal.aborted) return this.#letGo(job)
    }
    await this.#given.database.query(
      'finish_batch_job',
      'UPDATE batch_job SET finished_at = clock_timestamp(), lease_until = NULL WHERE id = $1',
      [job.id],
    )
  }

  /** The next items, and the lease is renewed. */
  async #pending({ id }: JobRef): Promise<number[]> {
    const rows = await this.#given.database.query<{ no: number }>(
      'batch_job_pending',
      `WITH held AS (UPDATE batch_job SET lease_until = now() + ${LEASE} WHERE id = $1)
       SELECT i.no FROM batch_job_item i LEFT JOIN batch_job_result r USING (job_id, no)
       WHERE i.job_id = $1 AND r.no IS NULL ORDER BY i.no LIMIT ${CHUNK}`,
      [id],
    )
    return rows.map(({ no }) => no)
  }

  async #retry(job: JobRef, no: number): Promise<void> {
    for (let moment = 1; !this.#stopping.signal.aborted; moment += 1) {
      const isLast = moment === MOMENTS
      const [row] = await this.#given.database.query<{ answer: ItemAnswer | null }>(
        'retry_batch_item',
        'SELECT retry_batch_item($1, $2, $3) AS answer',
        [job.id, no, isLast],
      )
      const answer = row?.answer
      if (answer?.status === 'DONE') await tellLoan(this.#given, job.businessId, answer.eventId)
      if (answer?.status !== 'EARLIER_OPEN' || isLast) return
      await sleep(MOMENT_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    }
  }

  async #letGo({ id }: JobRef): Promise<void> {
    await this.#given.database.query(
      'let_go_batch_job',
      'UPDATE batch_job SET lease_until = NULL WHERE id = $1',
      [id],
    )
  }
}
