import { z } from 'zod'
import 'zod-openapi'

import { idsNamed } from '../../domain/values/identifier'

/** The id of a loan or a customer in an address: the texts under which it may stand. */
export function idInPath(example: string) {
  return z
    .string()
    .transform(idsNamed)
    .refine((names) => names.length > 0)
    .meta({ description: 'Percent-encoded.', example, override: { type: 'string' } })
}

/** What stands under the first of these texts under which anything does. */
export async function firstNamed<Found>(
  names: readonly string[],
  find: (id: string) => Promise<Found | null>,
): Promise<Found | null> {
  for (const name of names) {
    const found = await find(name)
    if (found !== null) return found
  }
  return null
}
