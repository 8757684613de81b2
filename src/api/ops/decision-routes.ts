import type { OperatorAction } from '../../contract/operator-request'
import type { TokenHolder } from '../../identity/tokens'
import type { DecidedEvent } from '../../operations/operator-desk'
import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import type { Asked } from '../routing/route'
import { validKey } from '../wire/idempotency-key'
import { uuid } from '../wire/uuid'
import { actorOf } from '../wire/actor'
import { decisionAnswer } from './answers'
import type { DecisionAnswer } from './answers'
import * as examples from './examples'
import { MAY_OPERATE, opsRoute } from './ops-route'
import type { OpsDeps } from './ops-route'
import { decisionRequest, reverseRequest } from './requests'

const ONE_EVENT = {
  method: 'POST',
  scopes: MAY_OPERATE,
  params: { eventId: uuid('The event.') },
  missing: { code: 'EVENT_NOT_FOUND', message: 'There is no such event.' },
} as const

const tag = 'Operators'
const answer = (example: unknown) => ({
  200: {
    description: 'Decided and written down; the loan takes it from here.',
    schema: decisionAnswer,
    example,
  },
})

const retry = opsRoute({
  ...ONE_EVENT,
  path: '/events/{eventId}/retry',
  body: bodyOf(decisionRequest),
  answers: answer(examples.retried),
  refuses: { 409: {} },
  docs: { tag, operationId: 'retryEvent', summary: 'Take a parked event again' },
  handle: (deps, asked) => decide(deps, 'RETRY', asked),
})

const skip = opsRoute({
  ...ONE_EVENT,
  path: '/events/{eventId}/skip',
  body: bodyOf(decisionRequest),
  answers: answer(examples.skipped),
  refuses: { 409: {} },
  docs: {
    tag,
    operationId: 'skipEvent',
    summary: 'Give a parked event up',
    description:
      'It becomes FAILED with the code SKIPPED, what the LMS recorded of it is undone, and the later events go on.',
  },
  handle: (deps, asked) => decide(deps, 'SKIP', asked),
})

const reverse = opsRoute({
  ...ONE_EVENT,
  path: '/events/{eventId}/reverse',
  body: bodyOf(reverseRequest),
  answers: answer(examples.reversing),
  refuses: { 422: {} },
  docs: {
    tag,
    operationId: 'reverseEvent',
    summary: 'Reverse a posted event',
    description:
      'Stages its reversal. With an Idempotency-Key it is safe to repeat: the same key is the same decision.',
  },
  handle: (deps, asked) => decide(deps, 'REVERSE', asked),
})

export const decisionRoutes = [retry, skip, reverse]

interface Decision {
  actor?: string | undefined
  reason: string
  reversalDate?: string | null | undefined
  cascade?: boolean | null | undefined
}

async function decide(
  { desk }: OpsDeps,
  action: OperatorAction,
  {
    caller,
    params: { eventId },
    body,
    http,
  }: Asked<TokenHolder, { eventId: string }, undefined, Decision>,
) {
  const key = validKey(http)
  const { reason, reversalDate = null, cascade } = body
  const actor = actorOf(caller, body.actor)
  const decided = await desk.decide(action, {
    businessId: caller.business.id,
    ...{ eventId, actor, reason, reversalDate, key },
    cascade: cascade ?? false,
  })
  return reply(200, answerOf(action, { actor, reason, eventId }, decided))
}

function answerOf(
  action: OperatorAction,
  asked: { actor: string; reason: string; eventId: string },
  { loanId, seq, kind, staged }: DecidedEvent,
): DecisionAnswer {
  return {
    ...{ action, ...asked, loanId, sequence: seq, type: kind },
    reversal:
      staged === null
        ? null
        : { eventId: staged.eventId, sequence: staged.sequence, status: staged.status },
  }
}
