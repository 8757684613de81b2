import { findBusiness } from '../business/find-business'
import { FIRST_DATE, todayIn } from '../domain/values/calendar'
import type { LoanRef } from '../contract/loan-ref'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import type { StageRequest } from '../stream/stage-request'
import { undoRequest } from '../stream/undo-request'
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
  asked: OperatorReversal,
  behind?: number,
): Promise<OperatedEvent> {
  const request = await operatorsReversal(database, clock, loan, asked)
  const { businessId } = request
  const { eventId, actor, reason } = asked
  return operate(database, {
    action: 'REVERSE',
    businessId,
    eventId,
    actor,
    reason,
    request,
    behind,
  })
}

/** What the reversal of an event is staged as, or rehearsed. */
export async function operatorsReversal(
  database: Database,
  clock: Clock,
  loan: LoanRef,
  { actor, requestId, ...asked }: OperatorReversal,
): Promise<StageRequest> {
  const business = await findBusiness(database, loan.businessId)
  if (business === undefined) {
    throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { status: 404 })
  }
  const { closedThrough, accounts, exponent, timeZone } = business
  const today = todayIn(timeZone, clock.now())
  refuseDate(asked.reversalDate, today)
  const context = { today, closedThrough, accounts, exponent }
  const sender = { sentBy: `operator ${actor}`, idempotencyKey: `operator:${requestId}` }
  return undoRequest(database, loan, asked, { context, sender })
}

/** Who writes to a loan's workflow by hand is held to no door's rules before. */
function refuseDate(reversalDate: string | null, today: string): void {
  if (reversalDate === null) return
  if (reversalDate > today) {
    throw refusal('DATE_IN_FUTURE', 'The date lies in the future.', `after today, ${today}`)
  }
  if (reversalDate < FIRST_DATE) {
    throw refusal('VALIDATION_FAILED', 'The request is not valid.', `before ${FIRST_DATE}`)
  }
}

function refusal(code: string, message: string, when: string): AppError {
  const fields = [{ field: 'reversalDate', message: `Must not be ${when}.` }]
  return new AppError(code, message, { status: 422, fields })
}
