import { z } from 'zod'

import { PUSHED_KINDS } from '../../domain/events/kinds'
import type { Caller } from '../../identity/caller'
import { AppError } from '../../platform/errors'
import { correctedEvents } from '../../stream/corrected-events'
import type { PushedRequest } from '../../stream/stage-request'
import { dryRunAnswer as dryRunSchema } from '../push/answer-schemas'
import { dryRunAnswer } from '../push/dry-run'
import { refusalsOf } from '../push/refusal-codes'
import { readCorrection } from '../push/requests/correction'
import type { InvalidRequest } from '../push/requests/pushed-request'
import { stageRequest } from '../push/staged-request'
import { reply } from '../routing/route'
import { actorOf } from '../wire/actor'
import { validKey } from '../wire/idempotency-key'
import { receivedAt } from '../wire/received'
import { StandingId } from '../wire/standing-id'
import { decisionAnswer } from './answers'
import { answerOf } from './decision-answer'
import * as examples from './examples'
import { DECIDED_OR_REHEARSED, ONE_EVENT } from './one-event'
import { opsRoute } from './ops-route'
import type { OpsDeps } from './ops-route'
import { correctRequest } from './requests'
import type { CorrectRequest } from './requests'

/** What a sender does by /lms-integration/correction, in an operator's name. */
export const correctRoute = opsRoute({
  ...ONE_EVENT,
  path: '/events/{eventId}/correct',
  permission: 'lms:approve',
  body: correctRequest,
  answers: {
    200: {
      description: DECIDED_OR_REHEARSED,
      schema: z.union([decisionAnswer, dryRunSchema]),
      examples: { decided: examples.correcting, dryRun: examples.rehearsed },
    },
  },
  refuses: { 422: {}, 501: {} },
  docs: {
    tag: 'Operators',
    operationId: 'correctEvent',
    summary: 'Put the right event in the place of a posted one',
    description:
      'Of a loan that is pushed: stages the reversal and the right event, both or neither; a loan that lives here is put right by reversing the event and sending its command again. Sent again it is a repeat, with an Idempotency-Key and without. A dry run is answered as one of a pushed correction. ' +
      refusalsOf(...PUSHED_KINDS),
  },
  async handle(deps, { caller, params: { eventId }, body, http }) {
    const actor = actorOf(caller, body.actor)
    const request = await requestOf(deps, caller, eventId, { ...body, actor, key: validKey(http) })
    if (request === null) return null
    if (body.dryRun === true) {
      return reply(200, dryRunAnswer(caller.business, await deps.desk.rehearse(request)))
    }
    const asked = { businessId: caller.business.id, eventId, actor, reason: body.reason }
    const decided = await deps.desk.correct({ ...asked, request })
    return reply(200, answerOf('CORRECT', asked, decided))
  },
})

interface Asking extends CorrectRequest {
  actor: string
  key: string | null
}

/** Null where the business has no such event of a pushed loan. */
async function requestOf(
  { database, clock }: OpsDeps,
  { business }: Caller,
  eventId: string,
  { actor, key, reason, reversalDate, event }: Asking,
): Promise<PushedRequest | null> {
  const corrected = (await correctedEvents(database, business.id, [eventId])).get(eventId)
  if (corrected === undefined) return null
  const loanId = new StandingId(corrected.loanId)
  const reading = readCorrection(
    { loanId, eventId, reason, reversalDate, event },
    receivedAt(business, clock.now()),
    corrected,
  )
  if (!reading.ok) throw refusal(reading.invalid)
  const sender = { business, keyPrefix: `operator ${actor}` }
  return stageRequest(sender, reading.value, key === null ? null : `operator:${key}`)
}

function refusal({ code, message, fields }: InvalidRequest): AppError {
  return new AppError(code, message, { status: code === 'VALIDATION_FAILED' ? 400 : 422, fields })
}
