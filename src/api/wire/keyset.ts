import { z } from 'zod'
import 'zod-openapi'

import { range, whole } from './page'

const MOST_ROWS = 200
const DEFAULT_ROWS = 50

/** Where a page ends: what its last row is sorted by. */
export type Cursor = readonly string[]

const CURSOR = z.array(z.string()).min(1)

/** `after` and `rows` of a query whose list goes on behind its last row. */
export const keysetShape = {
  after: z
    .string({ error: 'Must be given once.' })
    .transform((text, context): Cursor => {
      const cursor = decoded(text)
      if (cursor !== undefined) return cursor
      context.addIssue({ code: 'custom', message: 'Must be `next` of the page before.' })
      return z.NEVER
    })
    .optional()
    .meta({ description: '`next` of the page before.', override: { type: 'string' } }),
  rows: whole('rows', MOST_ROWS, `must be less than ${MOST_ROWS + 1}`)
    .default(DEFAULT_ROWS)
    .meta({ description: 'Items per page.', override: range(MOST_ROWS, DEFAULT_ROWS) }),
}

const next = z.string().nullable().meta({ description: 'Of the next page; null at the end.' })

/** A part of a list as it is answered. */
export function keysetAnswer<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next })
}

export function encoded(cursor: Cursor | null): string | null {
  return cursor && Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function decoded(text: string): Cursor | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return CURSOR.safeParse(json).data
  } catch {
    return undefined
  }
}
