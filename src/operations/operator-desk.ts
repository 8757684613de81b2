import { randomUUID } from 'node:crypto'

import type { LoanRef } from '../contract/loan-ref'
import type { OperatorAction } from '../contract/operator-request'
import type { Clock } from '../platform/clock'
import { AppError } from '../platform/errors'
import type { Rehearsals } from '../steps/rehearse'
import { effectOf } from './effect'
import type { Effect } from './effect'
import { effectChanged, notStaged, operate } from './operate'
import type { OperatedEvent } from './operate'
import { rehearseEvent } from './rehearse-event'
import type { RehearsedEvent } from './rehearse-event'
import { operatorsReversal, reverseAsOperator } from './reverse'
import type { OperatorReversal } from './reverse'
import { findLoan } from '../views/loan-view'
import { tellLoan } from './tell-loan'
import type { TellDependencies } from './tell-loan'
import type { PushedRequest, StageRequest } from '../stream/stage-request'

/** What an operator wants done to an event of a business. */
export interface OperatorDecision {
  businessId: string
  eventId: string
  actor: string
  reason: string
  /** Of a reversal; null: today. */
  reversalDate: string | null
  /** Of a disbursement's reversal. */
  cascade: boolean
  /** Makes a reversal safe to repeat: two with one key are one decision. */
  key: string | null
  /** Names what was shown before it was decided: anything else is not done. */
  effect?: string | null
}

/** What an operator puts in the place of an event. */
export interface Correction extends Pick<
  OperatorDecision,
  'businessId' | 'eventId' | 'actor' | 'reason'
> {
  /** The right event, with the reversal of the wrong one. */
  request: PushedRequest
}

export interface DecidedEvent extends OperatedEvent {
  /** The event the loan takes because of it: itself, its reversal, or what replaces it. */
  stagedEventId: string
}

export interface RehearsedEffect extends Effect {
  /** The last event of the loan before it. */
  behind: number
  rehearsed: RehearsedEvent
}

interface DeskDependencies extends TellDependencies {
  clock: Clock
  /** None where the books are kept by another deployment. */
  rehearsals?: Pick<Rehearsals, 'rehearse'> | undefined
}

/** Carries out what operators decide, from outside the loans' workflows, and tells the loans. */
export class OperatorDesk {
  readonly #given: DeskDependencies

  constructor(given: DeskDependencies) {
    this.#given = given
  }

  /** @throws AppError as `operate` does */
  async decide(action: OperatorAction, decision: OperatorDecision): Promise<DecidedEvent> {
    const { database } = this.#given
    const { businessId, eventId, actor, reason } = decision
    const operated =
      action === 'REVERSE'
        ? await this.#reverse(decision)
        : await operate(database, { action, businessId, eventId, actor, reason })
    return this.#told(decision, operated)
  }

  /** @throws AppError as `operate` does, NOT_SUPPORTED_YET where the books are kept elsewhere */
  async correct(correction: Correction): Promise<DecidedEvent> {
    if (this.#given.rehearsals === undefined) throw elsewhere('does not take both or neither')
    const operated = await operate(this.#given.database, { action: 'CORRECT', ...correction })
    return this.#told(correction, operated)
  }

  /** As `rehearse`, of what `decide` would stage to reverse an event. */
  async rehearseReversal(decision: OperatorDecision): Promise<RehearsedEvent> {
    const { database, clock } = this.#given
    const { loan, asked } = await this.#reversalOf(decision)
    return this.rehearse(await operatorsReversal(database, clock, loan, asked))
  }

  /**
   * What would come of what is to be staged; nothing is written.
   * @throws AppError as `decide` does, BUSY where too many are under way, NOT_SUPPORTED_YET where
   *   the books are kept elsewhere
   */
  async rehearse(request: StageRequest): Promise<RehearsedEvent> {
    const { rehearsals } = this.#given
    if (rehearsals === undefined) throw elsewhere('cannot be asked what it would do')
    const rehearsed = await rehearseEvent(rehearsals, request)
    if ('status' in rehearsed) throw notStaged(rehearsed)
    return rehearsed
  }

  /**
   * What a reversal would do to its loan and to the books.
   * @throws AppError as `rehearseReversal` does, or the code by which the loan would refuse it (422)
   */
  async effectOfReversal(decision: OperatorDecision): Promise<RehearsedEffect> {
    const { loan } = await this.#reversalOf(decision)
    const { database } = this.#given
    const before = await findLoan(database, loan.businessId, loan.loanId, {
      events: 1,
      before: null,
    })
    if (before === null) throw new Error('a loan with an event is not there')
    const rehearsed = await this.rehearseReversal(decision)
    const { failure } = rehearsed.event.event
    if (failure !== null) throw new AppError(failure.code, failure.message, { status: 422 })
    const { journalEntries } = rehearsed.event
    const { eventId, reversalDate, cascade } = decision
    return {
      ...effectOf({ eventId, reversalDate, cascade }, before, rehearsed.loan, journalEntries),
      behind: before.eventCount,
      rehearsed,
    }
  }

  /** The last event of the loan as it was shown; undefined where nothing was, or it is a repeat. */
  async #asShown(decision: OperatorDecision): Promise<number | undefined> {
    if (decision.effect === undefined || decision.effect === null) return undefined
    const { effect, behind, rehearsed } = await this.effectOfReversal(decision)
    if (rehearsed.outcome.status === 'DUPLICATE') return undefined
    if (effect !== decision.effect) throw effectChanged()
    return behind
  }

  async #told(
    { businessId, eventId }: Pick<Correction, 'businessId' | 'eventId'>,
    operated: OperatedEvent,
  ): Promise<DecidedEvent> {
    const stagedEventId = operated.staged?.eventId ?? eventId
    await tellLoan(this.#given, businessId, stagedEventId)
    return { ...operated, stagedEventId }
  }

  async #reverse(decision: OperatorDecision): Promise<OperatedEvent> {
    const { database, clock } = this.#given
    const { loan, asked } = await this.#reversalOf(decision)
    const behind = await this.#asShown(decision)
    return reverseAsOperator(database, clock, loan, asked, behind)
  }

  async #reversalOf({
    businessId,
    key,
    ...asked
  }: OperatorDecision): Promise<{ loan: LoanRef; asked: OperatorReversal }> {
    const event = await this.#given.database.prisma.loanEvent.findFirst({
      where: { businessId, id: asked.eventId },
      select: { stream: { select: { externalId: true } } },
    })
    if (event === null) {
      throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { status: 404 })
    }
    const loan = { businessId, loanId: event.stream.externalId }
    return { loan, asked: { ...asked, requestId: key ?? randomUUID() } }
  }
}

/** What of it the doors use. */
export type Desk = Pick<
  OperatorDesk,
  'decide' | 'correct' | 'rehearseReversal' | 'rehearse' | 'effectOfReversal'
>

function elsewhere(lacks: string): AppError {
  const message = `The books are kept by another Accounting, which ${lacks}.`
  return new AppError('NOT_SUPPORTED_YET', message, { status: 501 })
}
