import { z } from 'zod'
import 'zod-openapi'

import type { PageRequest } from '../../platform/page'
import { isPlainText } from '../wire/text'
import { text, UUID } from '../wire/fields'

const MOST_ROWS = 99
const DEFAULT_ROWS = 20
const LARGEST_PAGE = 1_000_000

/** `page` and `rows` of a query, as the LMS contract has them. */
export const pageShape = {
  page: whole('page', LARGEST_PAGE, `must be less than ${LARGEST_PAGE + 1}`)
    .default(1)
    .meta({
      description: 'From 1 on; past the end it is empty.',
      override: range(LARGEST_PAGE, 1),
    }),
  rows: whole('rows', MOST_ROWS, `must be less than ${MOST_ROWS + 1}`)
    .default(DEFAULT_ROWS)
    .meta({ description: 'Items per page.', override: range(MOST_ROWS, DEFAULT_ROWS) }),
} satisfies Record<keyof PageRequest, z.ZodType>

export function id(description: string) {
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

/** Words of a filter: whatever they are, they find something or nothing. */
export function word(description: string, example: string) {
  return z
    .string({ error: 'Must be given once.' })
    .refine(isPlainText, { error: 'Must be plain text of at most 255 characters.' })
    .meta({ description, example })
}

/** Who acts, and why. */
export const decisionShape = {
  actor: text('The person who acts, kept beside the key pair of the token.', 'Asha M.').optional(),
  reason: text('Why: it is kept for good.', 'Accounting was down until 02:10'),
}

function whole(name: string, most: number, tooLarge: string) {
  return z
    .string({ error: `${name} must be given once.` })
    .regex(/^-?\d{1,15}$/, { error: `${name} must be a whole number.` })
    .transform(Number)
    .refine((value) => value > 0, { error: `${name} value too small, must be larger than 0` })
    .refine((value) => value <= most, { error: `${name} value too large, ${tooLarge}` })
}

function range(maximum: number, fallback: number) {
  return { type: 'integer' as const, minimum: 1, maximum, default: fallback }
}
