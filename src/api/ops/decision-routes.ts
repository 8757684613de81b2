import { z } from 'zod'

import type { OperatorAction } from '../../contract/operator-request'
import type { Caller } from '../../identity/caller'
import type { OperatorDecision } from '../../operations/operator-desk'
import { dryRunAnswer as dryRunSchema } from '../push/answer-schemas'
import { dryRunAnswer } from '../push/dry-run'
import { refusalsOf } from '../push/refusal-codes'
import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import type { Asked } from '../routing/route'
import { validKey } from '../wire/idempotency-key'
import { actorOf } from '../wire/actor'
import { decisionAnswer } from './answers'
import { answerOf } from './decision-answer'
import * as examples from './examples'
import { DECIDED, DECIDED_OR_REHEARSED, ONE_EVENT } from './one-event'
import { opsRoute } from './ops-route'
import type { OpsDeps } from './ops-route'
import { decisionRequest, reverseRequest } from './requests'

const tag = 'Operators'
const answer = (example: unknown) => ({
  200: {
    description: DECIDED,
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
  permission: 'lms:approve',
  body: bodyOf(reverseRequest),
  answers: {
    200: {
      description: DECIDED_OR_REHEARSED,
      schema: z.union([decisionAnswer, dryRunSchema]),
      examples: { decided: examples.reversing, dryRun: examples.rehearsed },
    },
  },
  refuses: { 409: {}, 422: {}, 501: {} },
  docs: {
    tag,
    operationId: 'reverseEvent',
    summary: 'Reverse a posted event',
    description:
      'Stages its reversal. With an Idempotency-Key it is safe to repeat: the same key is the same decision. A dry run is answered as one of a pushed reversal, whatever door the loan has. ' +
      refusalsOf('REVERSAL'),
  },
  async handle(deps, asked) {
    if (asked.body.dryRun !== true) return decide(deps, 'REVERSE', asked)
    const { caller, params, body, http } = asked
    const rehearsed = await deps.desk.rehearseReversal(
      decisionOf(caller, params, body, validKey(http)),
    )
    return reply(200, dryRunAnswer(caller.business, rehearsed))
  },
})

export const decisionRoutes = [retry, skip, reverse]

interface Decision {
  actor?: string | undefined
  reason: string
  reversalDate?: string | null | undefined
  cascade?: boolean | null | undefined
  effect?: string | null | undefined
}

async function decide(
  { desk }: OpsDeps,
  action: OperatorAction,
  { caller, params, body, http }: Asked<Caller, { eventId: string }, undefined, Decision>,
) {
  const decision = decisionOf(caller, params, body, validKey(http))
  const decided = await desk.decide(action, decision)
  return reply(200, answerOf(action, decision, decided))
}

function decisionOf(
  caller: Caller,
  { eventId }: { eventId: string },
  { actor, reason, reversalDate = null, cascade, effect = null }: Decision,
  key: string | null,
): OperatorDecision {
  return {
    businessId: caller.business.id,
    ...{ eventId, actor: actorOf(caller, actor), reason, reversalDate, key },
    cascade: cascade ?? false,
    effect,
  }
}
