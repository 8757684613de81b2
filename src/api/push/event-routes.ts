import { z } from 'zod'
import 'zod-openapi'

import { acceptedAnswer, dryRunAnswer, failedAnswer, refusedAnswer } from './answer-schemas'
import * as examples from './examples'
import { bodyAsSent } from '../routing/request-body'
import { KEY_PATTERN } from '../wire/idempotency-key'
import { pushEvent } from './push-event'
import { pushRoute } from './push-route'
import { refusalsOf } from './refusal-codes'
import { PUSHED } from './requests/pushed-kinds'

export const requestHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .meta({
      description:
        'Makes the request safe to repeat: the same key with the same content is the same event, for ever. Without one an equal live event is a repeat; two real equal payments of one day need keys.',
      example: 'pay-2026-02-15-0001',
      override: { minLength: 1, maxLength: 255, pattern: KEY_PATTERN },
    }),
  Prefer: z.string().optional().meta({
    description:
      'wait=N, 0 to 30 seconds: the answer comes with the outcome, if it is there by then. By default it comes as soon as the event is durable.',
    example: 'wait=10',
  }),
})

export const preferenceApplied = z
  .string()
  .optional()
  .meta({ description: 'The wait that was granted, where one was asked for.', example: 'wait=10' })

const PUSH_EXAMPLES = {
  queued: examples.queued,
  posted: examples.posted,
  duplicate: examples.duplicate,
  invalid: examples.refused,
  outOfOrder: examples.outOfOrder,
  failed: examples.failed,
  dryRun: examples.rehearsed,
}

const REVERSAL_EXAMPLES = {
  queued: { ...examples.queued, type: 'REVERSAL' },
  alreadyReversed: examples.blocked,
  invalid: examples.refused,
  dryRun: { ...examples.rehearsed, type: 'REVERSAL' },
}

/** The routes that push an event: they differ in their request only. */
export const eventRoutes = Object.values(PUSHED).map((pushed) => {
  const { operationId, summary } = pushed.docs
  const description = `${pushed.docs.description} ${refusalsOf(pushed.kind)}`
  return pushRoute({
    method: 'POST',
    path: `/${pushed.name}`,
    body: bodyAsSent(pushed.schema),
    answers: {
      200: {
        description:
          'Accepted: success is true, the event is durable. Refused: success is false, error says why. Failed: the event was waited for and a rule refused it.',
        headers: z.object({ 'Preference-Applied': preferenceApplied }),
        schema: z.union([acceptedAnswer, refusedAnswer, failedAnswer, dryRunAnswer]),
        examples: pushed.kind === 'REVERSAL' ? REVERSAL_EXAMPLES : PUSH_EXAMPLES,
      },
    },
    docs: { tag: 'Push', operationId, summary, description, headers: requestHeaders },
    handle: (deps, asked) => pushEvent(deps, asked, pushed),
  })
})
