import { z } from 'zod'
import 'zod-openapi'

import { idsNamed } from '../../domain/values/identifier'
import { isPlainText, LONGEST_TEXT, PLAIN_PATTERN } from '../../domain/values/text'
import { text } from '../wire/fields'

/** Words of a filter: whatever they are, they find something or nothing. */
export function word(description: string, example: string) {
  return z
    .string({ error: 'Must be given once.' })
    .refine(isPlainText, { error: 'Must be plain text of at most 255 characters.' })
    .meta({
      description,
      example,
      override: { type: 'string', maxLength: LONGEST_TEXT, pattern: PLAIN_PATTERN },
    })
}

/** A loan of a filter: the texts under which it may stand. */
export function loanWord(description: string) {
  return word(description, 'LN-2026-0001').transform(idsNamed)
}

/** Who acts, and why. */
export const decisionShape = {
  actor: text('The person who acts, kept beside the key pair of the token.', 'Asha M.').optional(),
  reason: text('Why: it is kept for good.', 'Accounting was down until 02:10'),
}

/** How a list is answered. */
export const formatField = z
  .enum(['json', 'csv'], { error: 'Must be json or csv.' })
  .default('json')
  .meta({ description: 'A CSV has the whole list.' })
