import type { Request } from 'express'
import { z } from 'zod'

import { AppError } from '../../platform/errors'
import { KEY_PATTERN } from '../wire/idempotency-key'

const key = {
  'Idempotency-Key': z
    .string()
    .optional()
    .meta({
      description:
        'Makes the write safe to repeat: the same key with the same content is the same write. Without one nothing is a repeat.',
      example: 'partner-7f3a',
      override: { minLength: 1, maxLength: 255, pattern: KEY_PATTERN },
    }),
}

export const keyHeader = z.object(key)

export const matchHeader = z.object({
  ...key,
  'If-Match': z.string().optional().meta({
    description: 'The ETag of what is edited: refused where it was edited since.',
    example: '"1"',
  }),
})

/** The version that an edit is to follow; null where any will do. @throws AppError 412 */
export function ifMatch(http: Request): number | null {
  const given = http.get('If-Match')
  if (given === undefined || given.trim() === '*') return null
  const [, version] = /^"(\d{1,9})"$/.exec(given.trim()) ?? []
  if (version !== undefined) return Number(version)
  throw new AppError('PRECONDITION_FAILED', 'If-Match is no ETag of this.', { status: 412 })
}
