import { z } from 'zod'

import { LOAN_EVENT } from '../../../contract/loan-event'
import { COMMAND_REFUSAL_CODES } from '../../../domain/events/lending/command-refusal'
import type { CommandRefusalCode } from '../../../domain/events/lending/command-refusal'
import { REFUSAL_CODES } from '../../../domain/events/refusal'
import type { RefusalCode } from '../../../domain/events/refusal'
import type { ApiCaller } from '../../../identity/api-key-verifier'
import { toldCommand } from '../../../stream/told-command'
import type { ToldEvent } from '../../../stream/told-command'
import { bodyAsSent } from '../../routing/request-body'
import { reply } from '../../routing/route'
import { givenKey, idempotencyKey } from '../../wire/idempotency-key'
import { preferredWait } from '../../wire/prefer'
import { receivedAt } from '../../wire/received'
import { admitStanding } from '../admit-standing'
import { acceptedAnswer, failedAnswer, refusedAnswer } from '../answer-schemas'
import { settled } from '../answers'
import { preferenceApplied, requestHeaders } from '../event-routes'
import * as examples from '../examples'
import { notToldOn } from '../elsewhere'
import { presentState, refuse } from '../push-event'
import { pushRoute } from '../push-route'
import type { AnswerDeps } from '../push-route'
import { notStaged } from '../refusals'
import type { InvalidRequest } from '../requests/pushed-request'
import { kindIn, readTold, toldSchema } from './read-told'

const AT_ONCE = [
  ...(['VALIDATION_FAILED', 'DATE_IN_FUTURE', 'IDEMPOTENCY_KEY_REUSED'] as const),
  ...(['LOAN_EXISTS', 'LOAN_NOT_FOUND', 'LOAN_OWNED_ELSEWHERE', 'ORDER_VIOLATION'] as const),
  ...(['EVENT_NOT_FOUND', 'EVENT_NOT_POSTED', 'EVENT_NOT_REVERSIBLE'] as const),
  ...(['ALREADY_REVERSED', 'NOT_SUPPORTED_YET'] as const),
] satisfies (RefusalCode | CommandRefusalCode)[]

const toldRefusal = refusedAnswer
  .extend({
    error: refusedAnswer.shape.error.extend({
      code: z.enum([...REFUSAL_CODES, ...COMMAND_REFUSAL_CODES]),
    }),
  })
  .meta({ id: 'LoanEventRefused' })

const NO_KEY = { field: 'Idempotency-Key', message: 'Must be sent with an event of a loan.' }

/** What the LMS of another deployment tells of its own loans: their books are kept here. */
export const toldRoute = pushRoute({
  method: 'POST',
  path: `/${LOAN_EVENT}`,
  body: bodyAsSent(toldSchema),
  answers: {
    200: {
      description:
        'Accepted: success is true, the event is durable. Refused: success is false, error says why. Failed: the event was waited for and a rule refused it.',
      headers: z.object({ 'Preference-Applied': preferenceApplied }),
      schema: z.union([acceptedAnswer, toldRefusal, failedAnswer]),
      examples: { queued: { ...examples.queued, type: 'REPAY' }, invalid: examples.refused },
    },
  },
  docs: {
    tag: 'Push',
    operationId: 'pushLoanEvent',
    summary: 'Event of a loan that lives in another deployment',
    description:
      'Beyond the push contract, for another Loansaga whose ACCOUNTING_GATEWAY is http: its LMS tells each event of its own loans in their order, what falls due by the clock included, and this side derives the same loan and keeps its books. Needs an Idempotency-Key. The loan is commanded by that LMS alone. ' +
      `Refused at once, with success false: ${AT_ONCE.join(', ')}. ` +
      'Failed at its turn: the code of the rule of the loan.',
    headers: requestHeaders.required({ 'Idempotency-Key': true }),
  },
  async handle(deps, { caller, body: sent, http }) {
    const { id: businessId } = caller.business
    const [body, header] = await admitStanding(deps.database, businessId, [
      sent,
      { key: givenKey(http) },
    ])
    const { key, errors } = idempotencyKey(http, (header as { key: unknown }).key)
    if (key === null && errors.length === 0) errors.push(NO_KEY)
    const read = readTold(body, receivedAt(caller.business, deps.clock.now()), errors)
    const refusing = async (invalid: InvalidRequest) =>
      reply(200, await refuse(deps, caller, kindIn(body), body, invalid))
    if ('invalid' in read) return refusing(read.invalid)
    const elsewhere = notToldOn(deps, read.told.kind)
    if (elsewhere !== null) return refusing(elsewhere)
    const wait = preferredWait(http.get('Prefer'))
    const headers = wait === null ? {} : { 'Preference-Applied': `wait=${wait}` }
    return reply(200, await take(deps, caller, read.told, key, wait ?? 0), headers)
  },
})

async function take(
  deps: AnswerDeps,
  caller: ApiCaller,
  told: ToldEvent,
  idempotencyKey: string | null,
  waitSeconds: number,
) {
  const request = toldCommand(told, { sentBy: caller.keyPrefix, idempotencyKey })
  const waitMs = waitSeconds > 0 ? waitSeconds * 1000 : null
  const outcome = await deps.intake.command(request, waitMs)
  if (outcome.status === 'REFUSED') {
    return refuse(deps, caller, request.kind, request, notStaged(outcome))
  }
  deps.metrics.taken(request.kind, outcome.status)
  const answer = await presentState(deps, caller, outcome)
  return waitMs === null ? answer : settled(answer)
}
