import type { Logger } from 'pino'

import { findBusiness } from '../business/find-business'
import { envelopeOf } from '../contract/event-envelope'
import type { ToldEvent } from '../contract/loan-messages'
import type { StepRefusal } from '../contract/step-results'
import type { StagedContext } from '../domain/events/staged-context'
import type { StreamEvent } from '../domain/events/stream-event'
import { nextStep } from '../domain/transfer/next-step'
import type { TransferAction, TransferSide } from '../domain/transfer/next-step'
import { todayIn } from '../domain/values/calendar'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'
import type { StageOutcome, StageRefused, StageRequest } from '../stream/stage-request'
import { loadTransfer, lookAgain, takeDueTransfers } from './transfer-log'
import type { LoggedTransfer } from './transfer-log'
import { transferRequest } from './transfer-request'

export interface TransferDependencies {
  database: Database
  clock: Clock
  /** Tells a loan's workflow; where that fails the relay does. */
  tell(event: ToldEvent): Promise<void>
  /** Waits for the outcome of an event that is staged. */
  settled(eventId: string, waitMs: number): Promise<void>
  logger: Logger
}

/** Where a transfer stands. PENDING: it goes on by itself, to both sides or to neither. */
export interface TransferOutcome {
  status: 'DONE' | 'PENDING' | 'STUCK'
  /** Why the credit did not go over, where it did not. */
  refusal: StepRefusal | null
}

/** What is left for another time: somebody must change the loans first. */
const STUCK_FOR = '1 day'
const WAITING_FOR = '2 seconds'

/**
 * Credit of one loan that pays another: takes each transfer on, step by step, until both loans
 * have it or neither. All that is known of it is in PostgreSQL, so anybody may go on with it.
 */
export class CreditTransfers {
  readonly #with: TransferDependencies

  constructor(dependencies: TransferDependencies) {
    this.#with = dependencies
  }

  /** Stages the event that takes the credit (CREDIT_OUT) and notes its transfer. */
  async begin(request: StageRequest): Promise<StageOutcome> {
    const [row] = await this.#with.database.query<{ outcome: StageOutcome }>(
      'transfer_begin',
      'SELECT begin_transfer($1::jsonb) AS outcome',
      [JSON.stringify(request)],
    )
    if (row === undefined) throw new Error('begin_transfer gave no outcome')
    await this.#tell(request, row.outcome)
    return row.outcome
  }

  /** Why credit of one loan cannot pay another, whatever there is; null where it may be tried. */
  async refusal(fromNo: string, toNo: string): Promise<StageRefused | null> {
    const [row] = await this.#with.database.query<{ refused: StageRefused | null }>(
      'transfer_refused',
      `SELECT transfer_refused(giving, taking) AS refused
       FROM loan_stream giving, loan_stream taking WHERE giving.id = $1::bigint AND taking.id = $2::bigint`,
      [fromNo, toNo],
    )
    return row?.refused ?? null
  }

  /** Takes a transfer on until it has come to an end, or the time is up. */
  async follow(transferId: string, waitMs: number): Promise<TransferOutcome> {
    const deadline = Date.now() + waitMs
    for (;;) {
      const { transfer, waitsFor, isStuck } = await this.advance(transferId)
      const refusal = transfer.steps.findLast(({ action }) => action === 'SEND')?.refusal ?? null
      if (isStuck) return { status: 'STUCK', refusal }
      if (waitsFor === null) return { status: 'DONE', refusal }
      const left = deadline - Date.now()
      const isParked = transfer.steps.some(({ status }) => status === 'PARKED')
      if (left <= 0 || isParked) return { status: 'PENDING', refusal: null }
      await this.#with.settled(waitsFor, left)
    }
  }

  /** One round of whoever looks after transfers that nobody follows. */
  async advanceDue(): Promise<void> {
    const due = await takeDueTransfers(this.#with.database)
    for (const transferId of due) {
      try {
        await this.advance(transferId)
      } catch (error) {
        const reason = errorMessage(error)
        this.#with.logger.warn({ transferId, reason }, 'a transfer of credit was not taken on')
      }
    }
  }

  /** Makes the next step of a transfer, if it is its time. */
  async advance(
    transferId: string,
  ): Promise<{ transfer: LoggedTransfer; waitsFor: string | null; isStuck: boolean }> {
    const { database } = this.#with
    for (;;) {
      const transfer = await loadTransfer(database, transferId)
      if (transfer === undefined) throw new Error(`There is no transfer ${transferId}.`)
      const next = nextStep(transfer.steps)
      switch (next.do) {
        case 'DONE':
          await lookAgain(database, transfer, null)
          return { transfer, waitsFor: null, isStuck: false }
        case 'STUCK':
          await lookAgain(database, transfer, STUCK_FOR)
          return { transfer, waitsFor: null, isStuck: true }
        case 'WAIT':
          await lookAgain(database, transfer, WAITING_FOR)
          return { transfer, waitsFor: openStep(transfer), isStuck: false }
        default: {
          const staged = await this.#stage(transfer, next.side, next.do)
          if (staged !== null) return { transfer, waitsFor: staged, isStuck: false }
        }
      }
    }
  }

  /** @returns the event; null where another was faster */
  async #stage(
    transfer: LoggedTransfer,
    side: TransferSide,
    action: TransferAction,
  ): Promise<string | null> {
    const { businessId } = transfer.loans[side]
    const context = await this.#context(businessId)
    const request = transferRequest(transfer, side, action, context)
    const { transferId, steps } = transfer
    const [row] = await this.#with.database.query<{
      outcome: StageOutcome | { status: 'CONFLICT' }
    }>('transfer_stage', 'SELECT stage_transfer_step($1::jsonb) AS outcome', [
      JSON.stringify({ transferId, after: steps.length, side, action, request }),
    ])
    const outcome = row?.outcome
    if (outcome === undefined) throw new Error('stage_transfer_step gave no outcome')
    if (outcome.status === 'CONFLICT') return null
    if (outcome.status === 'REFUSED') throw new Error(`${outcome.code}: ${outcome.message}`)
    await this.#tell(request, outcome)
    return outcome.eventId
  }

  async #context(businessId: string): Promise<StagedContext> {
    const business = await findBusiness(this.#with.database, businessId)
    if (business === undefined) throw new Error(`There is no business ${businessId}.`)
    const { timeZone, closedThrough, accounts, exponent } = business
    const today = todayIn(timeZone, this.#with.clock.now())
    return { today, closedThrough, accounts, exponent }
  }

  async #tell(request: StageRequest, outcome: StageOutcome): Promise<void> {
    if (outcome.status !== 'STAGED' || !outcome.tell) return
    const { businessId, loanId, kind, payload, effectiveDate } = request
    const { eventId, sequence: seq } = outcome
    const event = { eventId, seq, kind, effectiveDate, payload } as StreamEvent
    try {
      await this.#with.tell({ loan: { businessId, loanId }, envelope: envelopeOf(event) })
    } catch (error) {
      const reason = errorMessage(error)
      this.#with.logger.warn({ eventId, reason }, 'a loan was not told; the relay will tell it')
    }
  }
}

function openStep({ steps }: LoggedTransfer): string | null {
  return steps.find(({ status }) => status === 'STAGED' || status === 'PARKED')?.eventId ?? null
}
