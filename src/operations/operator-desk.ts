import { randomUUID } from 'node:crypto'

import type { OperatorAction } from '../contract/operator-request'
import type { Clock } from '../platform/clock'
import { AppError } from '../platform/errors'
import { operate } from './operate'
import type { OperatedEvent } from './operate'
import { reverseAsOperator } from './reverse'
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

/** Carries out what operators decide, from outside the loans' workflows, and tells the loans. */
export class OperatorDesk {
  readonly #given: TellDependencies & { clock: Clock }

  constructor(given: TellDependencies & { clock: Clock }) {
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

  async #reverse(decision: OperatorDecision): Promise<OperatedEvent> {
    const { database, clock } = this.#given
    const { businessId, eventId, key, ...asked } = decision
    const event = await database.prisma.loanEvent.findFirst({
      where: { businessId, id: eventId },
      select: { stream: { select: { externalId: true } } },
    })
    if (event === null) {
      throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { status: 404 })
    }
    const loan = { businessId, loanId: event.stream.externalId }
    const requestId = key ?? randomUUID()
    return reverseAsOperator(database, clock, loan, { ...asked, eventId, requestId })
  }
}
