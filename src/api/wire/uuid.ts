import { z } from 'zod'
import 'zod-openapi'

import { readUuid } from '../../domain/values/uuid'

/** The id of an event, a job and the like: read in any case, kept in lower case. */
export function uuid(description: string, problem = 'Must be a UUID.') {
  return z
    .string({ error: problem })
    .transform((given, context): string => {
      const read = readUuid(given)
      if (read !== null) return read
      context.addIssue({ code: 'custom', message: problem })
      return z.NEVER
    })
    .meta({
      description,
      example: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
      override: { type: 'string', format: 'uuid' },
    })
}
