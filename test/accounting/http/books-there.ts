import { AccountingClient } from '../../../src/accounting/http/accounting-client'
import { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import { AccountingFault } from '../../../src/accounting/http/accounting-fault'
import { EmbeddedAccounting } from '../../../src/accounting/embedded-accounting'
import type { AcceptanceRule } from '../../../src/accounting/post-batch'
import { createBusiness } from '../../../src/business/create-business'
import type { LoanRef } from '../../../src/contract/loan-ref'
import type { Random } from '../../../src/demo/random'
import { embeddedLms } from '../../../src/lms/lms-gateway'
import { fixedClock } from '../../../src/platform/clock'
import type { FixedClock } from '../../../src/platform/clock'
import type { Database } from '../../../src/platform/database'
import { createLogger } from '../../../src/platform/logger'
import { settleLoan } from '../../../src/steps/settle'
import { createIntake } from '../../../src/stream/create-intake'
import type { IntakeDependencies } from '../../../src/stream/create-intake'
import { startApiUnderTest } from '../../api/api-under-test'
import type { ApiUnderTest } from '../../api/api-under-test'
import { createTestDatabase, uniqueName } from '../../support/harness'
import type { TestDatabase } from '../../support/harness'
import { OwnLoan } from '../../support/own-loan'
import { FaultyWire } from './faulty-wire'

export const BEGIN = '2025-01-10T12:00:00Z'

/**
 * An LMS of loans of its own, an Accounting that is another deployment, and a wire between them that
 * does what wires do. Without Temporal: each side takes its steps as soon as it is told.
 */
export class BooksThere {
  readonly clock: FixedClock
  readonly here: TestDatabase
  readonly api: ApiUnderTest
  readonly wire: FaultyWire
  readonly #wireUrl: string
  readonly #there: TestDatabase

  private constructor(given: {
    clock: FixedClock
    here: TestDatabase
    there: TestDatabase
    api: ApiUnderTest
    wire: FaultyWire
    wireUrl: string
  }) {
    this.clock = given.clock
    this.here = given.here
    this.#there = given.there
    this.api = given.api
    this.wire = given.wire
    this.#wireUrl = given.wireUrl
  }

  /** @param rule what the Accounting does not post */
  static async start(
    random: Random,
    faults: number,
    rule: AcceptanceRule = () => null,
  ): Promise<BooksThere> {
    const clock = fixedClock(BEGIN)
    const [here, there] = [await createTestDatabase(), await createTestDatabase()]
    const logger = createLogger({ level: 'silent', format: 'json' }, 'api', { write: () => true })
    const intake = createIntake({
      database: there.database,
      teller: atOnce(there.database, rule),
      logger,
    })
    const api = await startApiUnderTest({ on: { database: there.database, intake }, clock })
    const wire = new FaultyWire(api.url, random, faults)
    return new BooksThere({ clock, here, there, api, wire, wireUrl: await wire.listen() })
  }

  get there(): Database {
    return this.#there.database
  }

  /** A lender whose loans live here, with one in the Accounting for it. */
  async lender(): Promise<{ businessId: string; there: { businessId: string; key: string } }> {
    const businessId = await createBusiness(this.here.database, { name: uniqueName('lender') })
    return { businessId, there: await this.api.business() }
  }

  /** As a worker has it. */
  gateway(key: string, database: Database = this.here.database): HttpAccounting {
    const client = new AccountingClient({
      ...{ url: this.#wireUrl, apiKey: key, timeoutSeconds: 2, leaveAloneMs: 20 },
    })
    return new HttpAccounting(database, client)
  }

  loan(ref: LoanRef): OwnLoan {
    return new OwnLoan({ database: this.here.database, clock: this.clock }, ref)
  }

  /** Both steps, until nothing waits, however often the wire fails. */
  async settle(
    ref: LoanRef,
    gateway: HttpAccounting,
    database = this.here.database,
  ): Promise<void> {
    const lms = embeddedLms(database, { clock: this.clock })
    for (let tries = 0; tries < 200; tries += 1) {
      try {
        await settleLoan(lms, gateway, ref)
        return
      } catch (error) {
        if (!(error instanceof AccountingFault)) throw error
      }
    }
    throw new Error('The wire is down for good.')
  }

  async close(): Promise<void> {
    await this.wire.close()
    await this.api.close()
    await this.here.close()
    await this.#there.close()
  }
}

/** Takes both steps where a workflow would be told to. */
function atOnce(database: Database, rule: AcceptanceRule): IntakeDependencies['teller'] {
  const accounting = new EmbeddedAccounting(database, { rule })
  const take = (loan: LoanRef) => settleLoan(embeddedLms(database), accounting, loan)
  return {
    signal: ({ loan }) => take(loan),
    async process({ loan, envelope }) {
      await take(loan)
      return { seq: envelope.seq, status: 'SEE_ROW' }
    },
  }
}

const BOOKS = `
  SELECT (SELECT coalesce(jsonb_object_agg(account || ' on ' || date, amount), '{}') FROM (
            SELECT account, date, sum(amount)::text AS amount FROM journal_line WHERE stream_id = s.id
            GROUP BY account, date HAVING sum(amount) <> 0) l) AS accounts,
         (SELECT coalesce(jsonb_agg(jsonb_build_array(type, date, amount::text, open::text)
                                    ORDER BY date, type, amount, open), '[]')
          FROM invoice WHERE stream_id = s.id AND status <> 'CANCELLED') AS invoices,
         (SELECT coalesce(jsonb_agg(jsonb_build_array(kind, date, open::text) ORDER BY date, kind, open), '[]')
          FROM customer_credit WHERE stream_id = s.id AND open <> 0) AS credits,
         (SELECT coalesce(jsonb_agg(i ORDER BY i), '[]') FROM (
            SELECT jsonb_build_array(item, due_on, sum(principal), sum(interest), sum(fees), sum(penalties)) AS i
            FROM installment_line WHERE stream_id = s.id GROUP BY item, due_on
            HAVING (sum(principal), sum(interest), sum(fees), sum(penalties)) <> (0, 0, 0, 0)) lines) AS installments,
         (SELECT to_jsonb(l) - '{stream_id,business_id,seq,next_transaction}'::text[]
          FROM loan l WHERE l.stream_id = s.id) AS loan
  FROM loan_stream s WHERE s.business_id = $1 AND s.external_id = $2`

/** The kinds of a loan's events in their order, and how each ended. */
export async function eventsOf(database: Database, { businessId, loanId }: LoanRef) {
  const events = await database.query<{ kind: string; status: string; code: string | null }>(
    'test_events_of',
    `SELECT e.kind, e.status, e.failure_code AS code
     FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
     WHERE s.business_id = $1 AND s.external_id = $2 ORDER BY e.seq`,
    [businessId, loanId],
  )
  return events.map(({ kind, status, code }) => [kind, status, code].filter(Boolean).join(' '))
}

/** Where a loan's books stand, whatever they went through. */
export async function booksOf(database: Database, { businessId, loanId }: LoanRef) {
  const [books] = await database.query('test_books', BOOKS, [businessId, loanId])
  return books
}
