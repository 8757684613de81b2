import { z } from 'zod'
import 'zod-openapi'

import { UUID } from './fields'

/** The id of an event, a job and the like: read in any case, kept in lower case. */
export function uuid(description: string) {
  return z
    .string({ error: 'Must be a UUID.' })
    .regex(UUID, { error: 'Must be a UUID.' })
    .transform((given) => given.toLowerCase())
    .meta({
      description,
      example: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
      override: { type: 'string', format: 'uuid', pattern: undefined },
    })
}
