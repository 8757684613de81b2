import type { ZodOpenApiResponsesObject } from 'zod-openapi'

import { errorAnswer } from '../push/answer-schemas'

const ERRORS = {
  '400': ['MALFORMED_JSON', 'The body is not valid JSON.', 'Malformed JSON body'],
  '401': [
    'UNAUTHORIZED',
    'X-LMS-API-Key is missing or not valid.',
    'Missing or invalid key; the body is not read',
  ],
  '404': ['LOAN_NOT_FOUND', 'There is no loan of this id.', 'Nothing of this id in the business'],
  '413': ['PAYLOAD_TOO_LARGE', 'The body is larger than 1048576 bytes.', 'A body over 1 MiB'],
  '415': [
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be sent as application/json in UTF-8, not compressed.',
    'A body that is not application/json',
  ],
  '500': [
    'INTERNAL_ERROR',
    'Something failed on our side. Nothing is known about the outcome: please retry.',
    'Unexpected failure; the traceId stands in our log too',
  ],
} as const

/** The answers that are HTTP errors, as the document has them. */
export function errorResponses(...statuses: (keyof typeof ERRORS)[]): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    statuses.map((status) => {
      const [code, message, description] = ERRORS[status]
      const traceId = status === '500' ? { traceId: 'd6c6c1f0-3a52-4c2e-8a4b-2f6f0a3d7c55' } : {}
      const example = { success: false, error: { code, message, ...traceId } }
      return [
        status,
        { description, content: { 'application/json': { schema: errorAnswer, example } } },
      ]
    }),
  )
}
