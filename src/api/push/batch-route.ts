import { z } from 'zod'
import 'zod-openapi'

import { bodyAsSent } from '../routing/request-body'
import { reply } from '../routing/route'
import { KEY_PATTERN } from '../wire/idempotency-key'
import { acceptedAnswer, refusedAnswer } from './answer-schemas'
import * as examples from './examples'
import { pushRoute } from './push-route'
import { BATCH_TYPES, MOST_EVENTS } from './read-batch'
import { takeBatch } from './take-batch'

const batchEvent = z
  .looseObject({
    type: z.enum(BATCH_TYPES).meta({ description: 'The kind of event, named as its own path is.' }),
    key: z
      .string()
      .nullish()
      .meta({
        description: 'Of this event, as Idempotency-Key is of a single one.',
        override: { minLength: 1, maxLength: 255, pattern: KEY_PATTERN },
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
export const batchRoute = pushRoute({
  method: 'POST',
  path: '/batch',
  body: bodyAsSent(batchRequest),
  answers: {
    200: {
      description: 'An answer for each event; or a refusal where the body is no batch.',
      schema: z.union([batchAnswer, refusedAnswer]),
      examples: {
        answers: { success: true, answers: [examples.queued, examples.outOfOrder] },
        noBatch: examples.refused,
      },
    },
  },
  docs: {
    tag: 'Push',
    operationId: 'pushBatch',
    summary: 'Many events at once',
    description:
      `Takes 1 to ${MOST_EVENTS} events and answers each as its own path would, in their order. ` +
      'They are staged together in that order; one that is refused leaves the others alone. ' +
      'A repeat is answered with its outcome, without invoices and journal entries. ' +
      'Whoever sends the events of one loan in several requests waits for each answer. ' +
      'Each can be refused by the codes of its own path; the whole only by VALIDATION_FAILED, where it is no batch. ' +
      'After a 500, a 503 or a lost answer send it again: with keys each event is taken once.',
  },
  async handle(deps, { caller, body }) {
    return reply(200, await takeBatch(deps, caller, body))
  },
})
