import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'

import { acceptedAnswer, refusedAnswer } from '../push/answer-schemas'
import { BATCH_TYPES, MOST_EVENTS } from '../push/read-batch'
import { errorResponses } from './error-responses'
import * as examples from './examples'

const batchEvent = z
  .looseObject({
    type: z.enum(BATCH_TYPES).meta({ description: 'The kind of event, named as its own path is.' }),
    key: z
      .string()
      .nullish()
      .meta({
        description: 'Of this event, as Idempotency-Key is of a single one.',
        override: { minLength: 1, maxLength: 255 },
      }),
  })
  .meta({
    id: 'BatchEvent',
    description: 'Beside `type` and `key` the fields of a request of that kind.',
    example: {
      type: 'repayment',
      key: 'pay-2026-02-15-0001',
      loanId: 'LN-2026-0001',
      customerId: 'C-1001',
      customerName: 'Asha Mwakyusa',
      repaymentPrincipal: 80000,
      repaymentInterest: 30000,
      repaymentDate: '2026-02-15',
    },
  })

const batchRequest = z
  .object({ events: z.array(batchEvent).min(1).max(MOST_EVENTS) })
  .meta({ id: 'Batch' })

const batchAnswer = z
  .object({
    success: z.literal(true),
    answers: z.array(z.union([acceptedAnswer, refusedAnswer])),
  })
  .meta({ id: 'BatchAnswer' })

/** Many events in one request: what an import and a sender with a backlog use. */
export const batchPath: ZodOpenApiPathsObject = {
  '/lms-integration/batch': {
    post: {
      operationId: 'pushBatch',
      summary: 'Many events at once',
      description:
        `Takes 1 to ${MOST_EVENTS} events and answers each as its own path would, in their order. ` +
        'They are staged together in that order; one that is refused leaves the others alone. ' +
        'A repeat is answered with its outcome, without invoices and journal entries. ' +
        'Whoever sends the events of one loan in several requests waits for each answer. ' +
        'After a 500 or a lost answer send it again: with keys each event is taken once.',
      tags: ['Push'],
      security: [{ apiKey: [] }],
      requestBody: { required: true, content: { 'application/json': { schema: batchRequest } } },
      responses: {
        '200': {
          description: 'An answer for each event; or a refusal where the body is no batch.',
          content: {
            'application/json': {
              schema: z.union([batchAnswer, refusedAnswer]),
              examples: {
                answers: {
                  value: { success: true, answers: [examples.queued, examples.outOfOrder] },
                },
                noBatch: { value: examples.refused },
              },
            },
          },
        },
        ...errorResponses('400', '401', '413', '415', '500'),
      },
    },
  },
}
