import { z } from 'zod'
import 'zod-openapi'

import type { ErrorDialect } from '../routing/door'
import { errorHandler, requestIdOf } from './error-handler'

const errorAnswer = z
  .object({
    success: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      fields: z
        .array(z.object({ field: z.string(), message: z.string() }))
        .optional()
        .meta({ description: 'What is wrong with a query.' }),
      traceId: z.string().optional().meta({ description: 'Of a 500: stands in our log too.' }),
    }),
  })
  .meta({ id: 'Error' })

const KNOWN: Record<number, readonly [code: string, message: string, meaning: string]> = {
  400: ['MALFORMED_JSON', 'The body is not valid JSON.', 'Malformed JSON body'],
  401: [
    'UNAUTHORIZED',
    'X-LMS-API-Key is missing or not valid.',
    'Missing or invalid key; the body is not read',
  ],
  404: ['LOAN_NOT_FOUND', 'There is no loan of this id.', 'Nothing of this id in the business'],
  413: ['PAYLOAD_TOO_LARGE', 'The body is larger than 1048576 bytes.', 'A body over 1 MiB'],
  415: [
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be sent as application/json in UTF-8, not compressed.',
    'A body that is not application/json',
  ],
  429: [
    'RATE_LIMITED',
    'More requests than a key may send in a minute: wait 12 seconds.',
    'The key has asked too much; Retry-After says when',
  ],
  500: [
    'INTERNAL_ERROR',
    'Something failed on our side. Nothing is known about the outcome: please retry.',
    'Unexpected failure; the traceId stands in our log too',
  ],
  503: [
    'BUSY',
    'The loan is held by something else for too long. Nothing of this was taken: please retry.',
    'No room for it now; Retry-After says when to try again, and the message what became of it',
  ],
}

/** Errors as the push contract has them. */
export const plainErrors: ErrorDialect = {
  handler: errorHandler(
    'json',
    ({ status, code, message, fields }, req): z.infer<typeof errorAnswer> => {
      const trace = status === 500 ? { traceId: requestIdOf(req) } : {}
      const wrong = fields.length > 0 ? { fields: [...fields] } : {}
      return { success: false, error: { code, message, ...wrong, ...trace } }
    },
  ),
  response(_address, status, said = {}) {
    const known = KNOWN[status]
    if (known === undefined) throw new Error(`nothing is said of an error ${status}`)
    const [code, usualMessage, usualMeaning] = known
    const { meaning = usualMeaning, message = usualMessage } = said
    const traceId = status === 500 ? { traceId: 'd6c6c1f0-3a52-4c2e-8a4b-2f6f0a3d7c55' } : {}
    const example = { success: false, error: { code, message, ...traceId } }
    return {
      description: meaning,
      content: { 'application/json': { schema: errorAnswer, example } },
    }
  },
}
