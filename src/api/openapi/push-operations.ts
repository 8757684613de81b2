import { z } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'

import { acceptedAnswer, dryRunAnswer, failedAnswer, refusedAnswer } from '../push/answer-schemas'
import { errorResponses } from './error-responses'
import * as examples from './examples'

const headers = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .meta({
      description:
        'Makes the request safe to repeat: the same key with the same content is the same event, for ever. Without one an equal live event is a repeat; two real equal payments of one day need keys.',
      example: 'pay-2026-02-15-0001',
      override: { minLength: 1, maxLength: 255 },
    }),
  Prefer: z.string().optional().meta({
    description:
      'wait=N, 0 to 30 seconds: the answer comes with the outcome, if it is there by then. By default it comes as soon as the event is durable.',
    example: 'wait=10',
  }),
})

const preferenceApplied = z
  .string()
  .optional()
  .meta({ description: 'The wait that was granted, where one was asked for.', example: 'wait=10' })

interface PushOperation {
  operationId: string
  summary: string
  description: string
  request: z.ZodObject
}

/** An operation that pushes an event: they differ in their request only. */
export function pushOperation(
  operation: PushOperation,
  answers: Record<string, unknown> = PUSH_EXAMPLES,
): ZodOpenApiOperationObject {
  const { operationId, summary, description, request } = operation
  const named = Object.entries(answers).map(([name, value]) => [name, { value }] as const)
  return {
    operationId,
    summary,
    description,
    tags: ['Push'],
    security: [{ apiKey: [] }],
    requestParams: { header: headers },
    requestBody: { required: true, content: { 'application/json': { schema: request } } },
    responses: {
      '200': {
        description:
          'Accepted: success is true, the event is durable. Refused: success is false, error says why. Failed: the event was waited for and a rule refused it.',
        headers: z.object({ 'Preference-Applied': preferenceApplied }),
        content: {
          'application/json': {
            schema: z.union([acceptedAnswer, refusedAnswer, failedAnswer, dryRunAnswer]),
            examples: Object.fromEntries(named),
          },
        },
      },
      ...errorResponses('400', '401', '413', '415', '500'),
    },
  }
}

const PUSH_EXAMPLES = {
  queued: examples.queued,
  posted: examples.posted,
  duplicate: examples.duplicate,
  invalid: examples.refused,
  outOfOrder: examples.outOfOrder,
  failed: examples.failed,
  dryRun: examples.rehearsed,
}

export const REVERSAL_EXAMPLES = {
  queued: { ...examples.queued, type: 'REVERSAL' },
  alreadyReversed: examples.blocked,
  invalid: examples.refused,
  dryRun: { ...examples.rehearsed, type: 'REVERSAL' },
}
