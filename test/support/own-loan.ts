import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import type { AcceptanceRule } from '../../src/accounting/post-batch'
import type { LoanRef } from '../../src/contract/loan-ref'
import type { LendingPayloadOf } from '../../src/domain/events/lending/lending-payloads'
import type { ChargeTerms, LoanTerms } from '../../src/domain/events/lending/loan-terms'
import type { StagedContext } from '../../src/domain/events/staged-context'
import { laterOf } from '../../src/domain/values/calendar'
import type { CivilDate } from '../../src/domain/values/calendar'
import { embeddedLms } from '../../src/lms/lms-gateway'
import type { FixedClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import type { Statements } from '../../src/platform/statements'
import { embeddedPass } from '../../src/steps/at-once'
import { settleLoan } from '../../src/steps/settle'
import { addChargeCommand, datedCommand, submitCommand } from '../../src/stream/command-request'
import type { Application, Commanded, DatedKind } from '../../src/stream/command-request'
import { reversalCommand } from '../../src/stream/reversal-request'
import { stageGroup } from '../../src/stream/stage-group'
import type { CommandRequest, StageOutcome, StageRequest } from '../../src/stream/stage-request'
import { TERMS } from './lending-requests'

/** 12,000.00 in two monthly installments of 6,000.00 and 120.00 of interest, flat. */
export const TWO_MONTHS: LoanTerms = {
  ...TERMS,
  principal: '1200000',
  numberOfRepayments: 2,
  loanTerm: 2,
  interestRate: '1',
  ratePeriod: 'MONTH',
}

const KEPT = `
  SELECT jsonb_build_object(
    'loan', (SELECT to_jsonb(l) - 'stream_id' FROM loan l WHERE stream_id = s.id),
    'transactions', (SELECT jsonb_agg(to_jsonb(t) - '{stream_id,id,event_id,caused_by,recorded_at}'::text[] ORDER BY no)
                     FROM loan_transaction t WHERE stream_id = s.id),
    'charges', (SELECT jsonb_agg(index ORDER BY id) FROM loan_charge c WHERE stream_id = s.id),
    'entries', (SELECT jsonb_agg(to_jsonb(j) - '{stream_id,event_id,caused_by,recorded_at,hash}'::text[] ORDER BY no)
                FROM journal_entry j WHERE stream_id = s.id),
    'lines', (SELECT jsonb_agg(to_jsonb(l) - 'stream_id' ORDER BY entry_no, line_no)
              FROM journal_line l WHERE stream_id = s.id),
    'invoices', (SELECT jsonb_agg(to_jsonb(i) - '{stream_id,event_id}'::text[] ORDER BY no)
                 FROM invoice i WHERE stream_id = s.id),
    'allocations', (SELECT jsonb_agg(to_jsonb(a) - '{stream_id,event_id,caused_by,recorded_at}'::text[] ORDER BY no)
                    FROM allocation a WHERE stream_id = s.id),
    'credits', (SELECT jsonb_agg(to_jsonb(c) - '{stream_id,event_id}'::text[] ORDER BY seq, kind)
                FROM customer_credit c WHERE stream_id = s.id),
    'installments', (SELECT jsonb_agg(to_jsonb(i) - '{stream_id,event_id,caused_by,recorded_at}'::text[] ORDER BY no)
                     FROM installment_line i WHERE stream_id = s.id),
    'events', (SELECT jsonb_agg(jsonb_build_array(seq, kind, status, failure_code, generation) ORDER BY seq)
               FROM loan_event WHERE stream_id = s.id)) AS kept
  FROM loan_stream s WHERE s.business_id = $1 AND s.external_id = $2`

/** Everything that is kept of a loan but ids and times of the clock. */
export async function keptOf(
  statements: Statements,
  { businessId, loanId }: LoanRef,
): Promise<unknown> {
  const [row] = await statements.query<{ kept: unknown }>('test_own_kept', KEPT, [
    businessId,
    loanId,
  ])
  return row?.kept
}

type Said<Kind extends DatedKind> = Omit<LendingPayloadOf[Kind], keyof StagedContext | 'date'>

/** A row of a loan's stream. */
export interface OwnEvent {
  eventId: string
  seq: number
  kind: string
  status: string
  code: string | null
  message: string | null
  reversedBy: string | null
}

/** One loan of our own LMS: stages commands on a clock that the test sets, and takes both steps. */
export class OwnLoan {
  readonly ref: LoanRef
  readonly database: Database
  readonly #clock: FixedClock
  readonly #customerId: string
  /** Of the business: nothing that is staged later is dated before. */
  #closedThrough: CivilDate | null = null

  constructor(parts: { database: Database; clock: FixedClock }, ref: LoanRef, customerId = 'C-1') {
    this.database = parts.database
    this.#clock = parts.clock
    this.ref = ref
    this.#customerId = customerId
  }

  get today(): string {
    return this.#clock.now().toISOString().slice(0, 10)
  }

  /** A closed period is not opened again. */
  async closeThrough(day: CivilDate): Promise<void> {
    this.#closedThrough = laterOf(this.#closedThrough ?? day, day)
    await this.database.query(
      'test_close_through',
      'UPDATE business SET closed_through = $2::date WHERE id = $1::uuid',
      [this.ref.businessId, this.#closedThrough],
    )
  }

  submit(given: Partial<Application> = {}): CommandRequest {
    const application: Application = {
      ...{ customerId: this.#customerId, product: { no: 1, code: 'STANDARD', version: 1 } },
      ...{ terms: TWO_MONTHS, charges: [], overdue: null, settlementRebate: false },
      ...{ submittedOn: this.today, expectedDisbursementOn: this.today },
      ...{ namesLoan: true, customerName: null, opensCustomer: true },
      ...given,
    }
    const chargeNames = application.charges.map(({ index }) => `charge ${index}`)
    return submitCommand(this.#commanded(), application, { chargeNames })
  }

  command<Kind extends DatedKind>(
    kind: Kind,
    said: Said<Kind>,
    date: string | null = null,
  ): CommandRequest {
    return datedCommand(kind, this.#commanded(), { ...said, date }, {})
  }

  approve(amount = '1200000', date: string | null = null): CommandRequest {
    return this.command('APPROVE', { amount, expectedDisbursementOn: null }, date)
  }

  disburse(amount = '1200000', date: string | null = null): CommandRequest {
    return this.command('DISBURSE', { amount, vatRate: '0.18' }, date)
  }

  repay(amount: string, date: string | null = null): CommandRequest {
    return this.command('REPAY', { amount, transfer: null }, date)
  }

  addCharge(charge: Partial<ChargeTerms>): CommandRequest {
    const terms: ChargeTerms = {
      ...{
        index: 0,
        time: 'DUE_DATE',
        rate: { amount: '5000' },
        penalty: false,
        dueOn: this.today,
      },
      ...charge,
    }
    return addChargeCommand(this.#commanded(), terms, { chargeName: 'Letter' })
  }

  async reversal(seq: number, reversalDate: string | null = null): Promise<CommandRequest> {
    const event = (await this.events()).find((one) => one.seq === seq)
    const asked = {
      ...{ eventId: event?.eventId ?? '', reason: 'typed twice', reversalDate, cascade: false },
    }
    const { loan, context, sender } = this.#commanded()
    return reversalCommand(loan, asked, context, sender)
  }

  stage(...requests: StageRequest[]): Promise<StageOutcome[]> {
    return stageGroup(this.database, requests) as Promise<StageOutcome[]>
  }

  /** Stages commands and takes both steps, one after the other, until nothing waits. */
  async do(...requests: StageRequest[]): Promise<OwnEvent[]> {
    await this.stage(...requests)
    await this.settle()
    return this.events()
  }

  settle(rule: AcceptanceRule = () => null): Promise<void> {
    const { database } = this
    const accounting = new EmbeddedAccounting(database, { rule })
    return settleLoan(embeddedLms(database, { clock: this.#clock }), accounting, this.ref)
  }

  /** Both steps at once, until nothing waits. */
  async pass(): Promise<void> {
    const pass = embeddedPass(this.database, { clock: this.#clock })
    while ((await pass(this.ref)).accounting?.more === true);
  }

  /** A loan that is disbursed today. */
  async open(given: Partial<Application> = {}, amount?: string): Promise<this> {
    await this.do(this.submit(given), this.approve(amount), this.disburse(amount))
    return this
  }

  events(): Promise<OwnEvent[]> {
    return this.database.query<OwnEvent>(
      'test_own_events',
      `SELECT e.id AS "eventId", e.seq, e.kind, e.status, e.failure_code AS code, e.failure_message AS message,
              e.reversed_by AS "reversedBy"
       FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2 ORDER BY e.seq`,
      [this.ref.businessId, this.ref.loanId],
    )
  }

  /** `SUBMIT POSTED`, `REPAY FAILED CODE`, by seq. */
  async outcomes(): Promise<string[]> {
    const rows = await this.events()
    return rows.map(({ kind, status, code }) => [kind, status, code].filter(Boolean).join(' '))
  }

  /** The loan's row. */
  async row(): Promise<Record<string, unknown>> {
    const [row] = await this.database.query(
      'test_own_row',
      `SELECT l.* FROM loan l JOIN loan_stream s ON s.id = l.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2`,
      [this.ref.businessId, this.ref.loanId],
    )
    return row ?? {}
  }

  /** The transactions that stand: neither an undo nor undone, and not the mark of what moves no money. */
  standing(): Promise<Record<string, unknown>[]> {
    return this.database.query(
      'test_own_standing',
      `SELECT t.seq, t.part, t.type, t.date, t.amount, t.principal, t.interest, t.fees, t.penalties, t.overpayment
       FROM loan_transaction t JOIN loan_stream s ON s.id = t.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2 AND t.undoes IS NULL AND t.refusal_code IS NULL AND t.amount <> 0
         AND NOT EXISTS (SELECT FROM loan_transaction u WHERE u.stream_id = t.stream_id AND u.undoes = t.no)
       ORDER BY t.seq, t.part`,
      [this.ref.businessId, this.ref.loanId],
    )
  }

  /** The journal in order: day, kind of the event, lines by standard account in major units. */
  async journal(): Promise<string[]> {
    const rows = await this.database.query<{ text: string }>(
      'test_own_journal',
      `SELECT j.date || ' ' || e.kind || ': ' || (
                SELECT string_agg(l.account || ' ' || trim_scale(l.amount / 100.0), ', ' ORDER BY l.line_no)
                FROM journal_line l WHERE l.stream_id = j.stream_id AND l.entry_no = j.no) AS text
       FROM journal_entry j JOIN loan_event e ON e.id = j.event_id JOIN loan_stream s ON s.id = j.stream_id
       WHERE s.business_id = $1 AND s.external_id = $2 ORDER BY j.no`,
      [this.ref.businessId, this.ref.loanId],
    )
    return rows.map(({ text }) => text)
  }

  kept(): Promise<unknown> {
    return keptOf(this.database, this.ref)
  }

  #commanded(): Commanded {
    return {
      loan: this.ref,
      context: { today: this.today, exponent: 2, closedThrough: this.#closedThrough, accounts: {} },
      sender: { sentBy: 'test', idempotencyKey: null },
    }
  }
}
