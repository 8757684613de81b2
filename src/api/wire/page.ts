import { z } from 'zod'
import 'zod-openapi'

import type { PageRequest } from '../../platform/page'

const count = z.int().nonnegative()

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

/** A part of a list as it is answered. */
export function pageAnswer<Item extends z.ZodType>(id: string, item: Item) {
  return z
    .object({ items: z.array(item), total: count, page: z.int(), rowsPerPage: z.int() })
    .meta({ id })
}

/** A whole number of a query, from 1 on. */
export function whole(name: string, most: number, tooLarge: string) {
  return z
    .string({ error: `${name} must be given once.` })
    .regex(/^-?\d{1,15}$/, { error: `${name} must be a whole number` })
    .transform(Number)
    .refine((value) => value > 0, { error: `${name} value too small, must be larger than 0` })
    .refine((value) => value <= most, { error: `${name} value too large, ${tooLarge}` })
}

export function range(maximum: number, fallback: number) {
  return { type: 'integer' as const, minimum: 1, maximum, default: fallback }
}
