import { STATUS_CODES } from 'node:http'

import { z } from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import 'zod-openapi'

import type { SaidOfError } from '../routing/door'

export const PROBLEM_TYPE = 'application/problem+json'

const problem = z
  .looseObject({
    type: z.string().meta({ description: 'One per code: where its page is.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The address that was asked.' }),
    code: z.string().meta({ description: 'Stable.' }),
    requestId: z.string().meta({ description: 'Stands in our log too.' }),
    fields: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Every field that is wrong, all at once.' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'The same, each by a pointer into the body.' }),
    currentState: z.string().optional(),
    allowedStates: z.array(z.string()).optional(),
    requiredScope: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' })

/** Of each status: an example's code and detail, what it means, and what else the example has. */
const KNOWN: Record<
  number,
  readonly [code: string, detail: string, meaning: string, more: object]
> = {
  400: [
    'VALIDATION_FAILED',
    'The request is not valid.',
    'Malformed, or a field is wrong',
    { fields: [{ field: 'reason', message: 'Must not be blank.' }] },
  ],
  401: ['TOKEN_EXPIRED', 'The token has expired: get a new one.', 'No valid token', {}],
  403: [
    'INSUFFICIENT_SCOPE',
    'The token lacks the scope lms:operate.',
    'The token lacks a scope',
    { requiredScope: 'lms:operate' },
  ],
  404: ['EVENT_NOT_FOUND', 'There is no such event.', 'Nothing of this id in the business', {}],
  409: [
    'EVENT_NOT_PARKED',
    'The event is POSTED: only a parked one can be retried or skipped.',
    'The event is not in the state for it',
    { currentState: 'POSTED', allowedStates: ['PARKED'] },
  ],
  412: [
    'PRECONDITION_FAILED',
    'The product was edited since: read it again.',
    'What If-Match names is no longer what stands',
    {},
  ],
  413: ['PAYLOAD_TOO_LARGE', 'The body is larger than 1048576 bytes.', 'A body over 1 MiB', {}],
  415: [
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be sent as application/json in UTF-8, not compressed.',
    'A body that is not application/json',
    {},
  ],
  422: [
    'ALREADY_REVERSED',
    'The event was reversed before, by event 0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e12.',
    'A rule refuses it',
    {},
  ],
  429: [
    'TOO_MANY_ATTEMPTS',
    'Too many attempts: wait 12 seconds.',
    'Too many attempts; Retry-After says when',
    {},
  ],
  500: [
    'INTERNAL_ERROR',
    'Something failed on our side. Nothing is known about the outcome: please retry.',
    'Unexpected failure',
    {},
  ],
  501: [
    'NOT_SUPPORTED_YET',
    'The books are kept by another Accounting, which cannot be asked what it would do.',
    'This deployment cannot do it',
    {},
  ],
  503: [
    'BUSY',
    'Too much is under way here: please retry.',
    'No room for it now; Retry-After says when to try again',
    {},
  ],
}

/** An error of the doors that answer with problem details, as the document has it. */
export function problemResponse(
  instance: string,
  status: number,
  said: SaidOfError = {},
): ZodOpenApiResponseObject {
  const known = KNOWN[status]
  if (known === undefined) throw new Error(`nothing is said of a problem ${status}`)
  const [code, usualDetail, usualMeaning, more] = known
  const { meaning = usualMeaning, message: detail = usualDetail } = said
  const example = {
    type: problemType(code),
    title: STATUS_CODES[status],
    status,
    ...{ detail, instance, code },
    requestId: 'd6c6c1f0-3a52-4c2e-8a4b-2f6f0a3d7c55',
    ...more,
  }
  return {
    description: meaning,
    content: { [PROBLEM_TYPE]: { schema: problem, example } },
  }
}

/** The kind of a problem as a URI, one per code: where its page is. */
export function problemType(code: string): string {
  return `/problems/${code.toLowerCase().replaceAll('_', '-')}`
}
