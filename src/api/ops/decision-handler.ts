import type { RequestHandler } from 'express'

import type { TokenHolder } from '../../identity/tokens'
import { todayIn } from '../../domain/values/calendar'
import type { OperatorAction } from '../../contract/loan-messages'
import type { DecidedEvent, OperatorDesk } from '../../operations/operator-desk'
import type { Clock } from '../../platform/clock'
import { AppError } from '../../platform/errors'
import { holderOf } from '../middleware/bearer'
import { UUID } from '../wire/fields'
import { idempotencyKey } from '../wire/idempotency-key'
import { valid } from '../valid'
import { actorOf } from './actor'
import type { DecisionAnswer } from './answers'
import { decisionRequest, reverseRequest } from './requests'

export interface DecisionDeps {
  desk: Pick<OperatorDesk, 'decide'>
  clock: Clock
}

/** Retries, skips or reverses one event. */
export function decisionHandler(
  { desk, clock }: DecisionDeps,
  action: OperatorAction,
): RequestHandler<{ eventId: string }> {
  return async (req, res) => {
    const holder = holderOf(res)
    const request =
      action === 'REVERSE'
        ? valid(reverseRequest, req.body)
        : { ...valid(decisionRequest, req.body), reversalDate: null, cascade: false }
    const { key, errors } = idempotencyKey(req)
    if (errors.length > 0) {
      throw new AppError('VALIDATION_FAILED', 'The request is not valid.', {
        status: 400,
        fields: errors,
      })
    }
    const { reversalDate = null, cascade, reason } = request
    refuseFuture(holder, clock, reversalDate)
    const actor = actorOf(holder, request.actor)
    const decided = await desk.decide(action, {
      businessId: holder.business.id,
      eventId: eventIdOf(req.params.eventId),
      ...{ actor, reason, reversalDate, key },
      cascade: cascade ?? false,
    })
    res.json(answerOf(action, { actor, reason }, req.params.eventId, decided))
  }
}

function eventIdOf(given: string): string {
  if (UUID.test(given)) return given.toLowerCase()
  throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { status: 404 })
}

function refuseFuture({ business }: TokenHolder, clock: Clock, date: string | null): void {
  if (date === null || date <= todayIn(business.timeZone, clock.now())) return
  throw new AppError('DATE_IN_FUTURE', 'The date lies in the future.', {
    status: 422,
    fields: [{ field: 'reversalDate', message: 'Must not lie in the future.' }],
  })
}

function answerOf(
  action: OperatorAction,
  by: { actor: string; reason: string },
  eventId: string,
  { loanId, seq, kind, staged }: DecidedEvent,
): DecisionAnswer {
  return {
    ...{ action, ...by, eventId: eventId.toLowerCase(), loanId, sequence: seq, type: kind },
    reversal:
      staged === null
        ? null
        : { eventId: staged.eventId, sequence: staged.sequence, status: staged.status },
  }
}
