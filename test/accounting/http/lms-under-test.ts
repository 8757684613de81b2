import { AccountingClient } from '../../../src/accounting/http/accounting-client'
import { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import type { PostingBatch } from '../../../src/accounting/accounting-gateway'
import { createBusiness } from '../../../src/business/create-business'
import type { AccountingResult } from '../../../src/contract/step-results'
import { embeddedLms } from '../../../src/lms/lms-gateway'
import type { Database } from '../../../src/platform/database'
import { StageQueue } from '../../../src/stream/stage-queue'
import type { StageRequest } from '../../../src/stream/stage-request'
import { createTestDatabase, runAsOwner, uniqueName } from '../../support/harness'
import type { TestDatabase } from '../../support/harness'
import { LoanRequests } from '../../support/loan-requests'
import { patience } from '../../support/patience'

/** Time enough to be seen to leave the other side alone. */
export const LEAVE_ALONE_MS = patience(500)
export const API_KEY = 'a-key-that-nobody-may-read'

interface EventRow {
  id: string
  outcome: string
  generation: number
}

/** An LMS whose Accounting is elsewhere, without Temporal: each step is taken by hand. */
export class LmsUnderTest {
  readonly database: Database
  readonly #businessId: string
  readonly #queue: StageQueue
  readonly #test: TestDatabase

  private constructor(test: TestDatabase, businessId: string) {
    this.#test = test
    this.database = test.database
    this.#businessId = businessId
    this.#queue = new StageQueue(test.database)
  }

  static async start(): Promise<LmsUnderTest> {
    const test = await createTestDatabase()
    const businessId = await createBusiness(test.database, { name: 'Test Lender' })
    return new LmsUnderTest(test, businessId)
  }

  asOwner(sql: string): Promise<void> {
    return runAsOwner(this.#test, sql)
  }

  loan(loanId = uniqueName('loan')): LoanRequests {
    return new LoanRequests({ businessId: this.#businessId, loanId })
  }

  /** A gateway as a worker has it; each has a breaker of its own. */
  gateway(url: string, timeoutSeconds = 2): HttpAccounting {
    const client = new AccountingClient({
      ...{ url, apiKey: API_KEY, timeoutSeconds, leaveAloneMs: LEAVE_ALONE_MS },
    })
    return new HttpAccounting(this.database, client)
  }

  /** Stages events in order; their ids. */
  async stage(...requests: StageRequest[]): Promise<string[]> {
    const ids: string[] = []
    for (const request of requests) {
      const outcome = await this.#queue.stage(request)
      if (outcome.status === 'REFUSED') throw new Error(outcome.message)
      ids.push(outcome.eventId)
    }
    return ids
  }

  /** Step 1. */
  async take({ ref }: LoanRequests): Promise<PostingBatch> {
    const { streamId, taken } = await embeddedLms(this.database).take(ref)
    return { streamId, taken }
  }

  /** Stages and takes both steps until nothing waits. */
  async post(gateway: HttpAccounting, loan: LoanRequests, ...requests: StageRequest[]) {
    const ids = await this.stage(...requests)
    let result: AccountingResult
    do {
      const batch = await this.take(loan)
      if (batch.taken.length === 0) break
      result = await gateway.post(batch)
      if (result.compensationOwed) await this.compensate(batch)
    } while (result.more)
    return ids
  }

  compensate({ streamId }: PostingBatch): Promise<AccountingResult> {
    return embeddedLms(this.database).compensate(streamId)
  }

  /** Statuses by seq, a failure with its code: `POSTED`, `FAILED LOAN_SETTLED`. */
  async outcomes(loan: LoanRequests): Promise<string[]> {
    return (await this.events(loan)).map(({ outcome }) => outcome)
  }

  events({ ref }: LoanRequests): Promise<EventRow[]> {
    return this.database.query<EventRow>(
      'test_outcomes',
      `SELECT e.id, e.generation, e.status || coalesce(' ' || e.failure_code, '') AS outcome
       FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2 ORDER BY e.seq`,
      [ref.businessId, ref.loanId],
    )
  }

  async close(): Promise<void> {
    await this.database.close()
  }
}
