import { z } from 'zod'
import 'zod-openapi'

import { isIdentifier } from './text'

/** The id of a loan in an address. */
export const loanIdInPath = z
  .string()
  .refine(isIdentifier)
  .meta({ description: 'Percent-encoded.', example: 'LN-2026-0001' })
