import { randomUUID } from 'node:crypto'

import type { LoanRef } from '../contract/loan-ref'
import type { OperatorAction } from '../contract/operator-request'
import type { Clock } from '../platform/clock'
import { AppError } from '../platform/errors'
import type { Rehearsals } from '../steps/rehearse'
import { notStaged, operate } from './operate'
import type { OperatedEvent } from './operate'
import { rehearseEvent } from './rehearse-event'
import type { RehearsedEvent } from './rehearse-event'
import { operatorsReversal, reverseAsOperator } from './reverse'
import type { OperatorReversal } from './reverse'
import { tellLoan } from './tell-loan'
import type { TellDependencies } from './tell-loan'

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
}

export interface DecidedEvent extends OperatedEvent {
  /** The event the loan takes next because of it: itself, or its reversal. */
  stagedEventId: string
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
    const stagedEventId = operated.staged?.eventId ?? eventId
    await tellLoan(this.#given, businessId, stagedEventId)
    return { ...operated, stagedEventId }
  }

  /**
   * What a reversal would come to; nothing is written.
   * @throws AppError as `decide` does, BUSY where too many are under way, NOT_SUPPORTED_YET where
   *   the books are kept elsewhere
   */
  async rehearse(decision: OperatorDecision): Promise<RehearsedEvent> {
    const { database, clock, rehearsals } = this.#given
    if (rehearsals === undefined) {
      throw new AppError(
        'NOT_SUPPORTED_YET',
        'The books are kept by another Accounting, which cannot be asked what it would do.',
        { status: 501 },
      )
    }
    const { loan, asked } = await this.#reversalOf(decision)
    const request = await operatorsReversal(database, clock, loan, asked)
    const rehearsed = await rehearseEvent(rehearsals, request)
    if ('status' in rehearsed) throw notStaged(rehearsed)
    return rehearsed
  }

  async #reverse(decision: OperatorDecision): Promise<OperatedEvent> {
    const { database, clock } = this.#given
    const { loan, asked } = await this.#reversalOf(decision)
    return reverseAsOperator(database, clock, loan, asked)
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
