import { z } from 'zod'
import 'zod-openapi'

import { refuse, refuseFields } from '../../domain/engine/refusals/refusals'
import type { AppError } from '../../platform/errors'
import type { ErrorDialect, SaidOfError } from '../routing/door'
import { errorHandler, requestIdOf } from './error-handler'

const rpcError = z
  .object({
    code: z.string().meta({ description: 'As gRPC names it; it says no more than the status.' }),
    message: z.string().meta({
      description:
        'What the LMS refuses is wrapped: `lms: status=<status> code="<code>": <text>`, where the code is stable; of fields that are wrong ` [field: message; …]` follows. Everything else is plain text.',
    }),
    traceId: z.string().optional().meta({ description: 'Of a 500: stands in our log too.' }),
  })
  .meta({ id: 'LmsError' })

const TOO_MANY = 'More requests than a key may send in a minute: wait 12 seconds.'

const CODES: Record<number, string> = {
  400: 'invalid_argument',
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  405: 'unimplemented',
  409: 'already_exists',
  413: 'invalid_argument',
  415: 'invalid_argument',
  422: 'failed_precondition',
  429: 'resource_exhausted',
  500: 'internal',
  501: 'unimplemented',
  503: 'unavailable',
}

/** Of each status: what it means, and an example's message. */
const KNOWN: Record<number, readonly [meaning: string, message: string]> = {
  400: [
    'A field is wrong, or the loan is not in the state for it',
    refuseFields([{ field: 'firstname', message: 'The parameter `firstname` is mandatory.' }])
      .message,
  ],
  401: ['No valid token; the body is not read', 'The token has expired: get a new one.'],
  403: ['The token lacks a scope, or a rule refuses it', 'The token lacks the scope lms:write.'],
  404: [
    'Nothing of this number in the business',
    refuse('CUSTOMER_NOT_FOUND', { customer: '7' }).message,
  ],
  409: ['The externalId is taken', refuse('CUSTOMER_EXISTS', { externalId: 'ext-001' }).message],
  413: ['A body over 1 MiB', 'The body is larger than 1048576 bytes.'],
  415: [
    'A body that is not application/json',
    'The body must be sent as application/json in UTF-8, not compressed.',
  ],
  422: [
    'The Idempotency-Key was used for something else',
    'This Idempotency-Key was used before, for something else.',
  ],
  429: ['The key has asked too much; Retry-After says when', TOO_MANY],
  500: [
    'Unexpected failure; the traceId stands in our log too',
    'Something failed on our side. Nothing is known about the outcome: please retry.',
  ],
  503: [
    'No room for it now; Retry-After says when to try again',
    'Too much is under way here: please retry.',
  ],
}

/** Errors as the LMS contract has them. */
export const rpcErrors: ErrorDialect = {
  handler: errorHandler('json', (error, req): z.infer<typeof rpcError> => {
    const trace = error.status === 500 ? { traceId: requestIdOf(req) } : {}
    return { code: codeOf(error.status), message: messageOf(error), ...trace }
  }),
  response(_address, status, said: SaidOfError = {}) {
    const known = KNOWN[status]
    if (known === undefined) throw new Error(`nothing is said of an error ${status}`)
    const { meaning = known[0], message = known[1] } = said
    const trace = status === 500 ? { traceId: 'd6c6c1f0-3a52-4c2e-8a4b-2f6f0a3d7c55' } : {}
    return {
      description: meaning,
      content: {
        'application/json': {
          schema: rpcError,
          example: { code: codeOf(status), message, ...trace },
        },
      },
    }
  },
}

function codeOf(status: number): string {
  return CODES[status] ?? (status < 500 ? 'invalid_argument' : 'internal')
}

function messageOf(error: AppError): string {
  if (error.code === 'MALFORMED_JSON') return 'malformed JSON'
  if (error.fields.length === 0) return error.message
  return error.fields
    .map(({ field, message }) =>
      message.startsWith(`${field} `) ? message : `${field}: ${message}`,
    )
    .join('; ')
}
