import type { z } from 'zod'

import { AppError } from '../../platform/errors'
import type { FieldError } from '../../platform/errors'

/** More need not be told at once: each would be a line in an answer without end. */
const MOST_FIELDS = 100

/**
 * What a schema makes of a body, or of the parameters of a query.
 * @throws AppError VALIDATION_FAILED (400) naming the fields that are wrong
 */
export function valid<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const fields = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          message: 'Is not known here.',
        }))
      : [{ field: issue.path.join('.') || 'body', message: issue.message }],
  )
  throw notValid(fields.slice(0, MOST_FIELDS))
}

/** What names the fields of a request that are wrong. */
export function notValid(fields: FieldError[]): AppError {
  return new AppError('VALIDATION_FAILED', 'The request is not valid.', { status: 400, fields })
}
