import { findBusiness } from '../business/find-business'
import { todayIn } from '../domain/values/calendar'
import type { LoanRef } from '../contract/loan-ref'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { reversalRequest } from '../stream/reversal-request'
import { operate } from './operate'
import type { OperatedEvent } from './operate'

export interface OperatorReversal {
  eventId: string
  actor: string
  reason: string
  reversalDate: string | null
  cascade: boolean
  /** Two requests with one id are one decision. */
  requestId: string
}

/** Stages the reversal of a posted event in an operator's name. */
export async function reverseAsOperator(
  database: Database,
  clock: Clock,
  loan: LoanRef,
  { actor, requestId, ...asked }: OperatorReversal,
): Promise<OperatedEvent> {
  const business = await findBusiness(database, loan.businessId)
  if (business === undefined) {
    throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { status: 404 })
  }
  const { closedThrough, accounts, exponent, timeZone } = business
  const today = todayIn(timeZone, clock.now())
  const context = { today, closedThrough, accounts, exponent }
  const idempotencyKey = `operator:${requestId}`
  return operate(database, {
    action: 'REVERSE',
    businessId: business.id,
    eventId: asked.eventId,
    actor,
    reason: asked.reason,
    request: reversalRequest(loan, asked, context, { sentBy: `operator ${actor}`, idempotencyKey }),
  })
}
