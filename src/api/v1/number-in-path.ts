import { z } from 'zod'
import 'zod-openapi'

/** The number of a customer, a loan and the like in an address. */
export function numberInPath(example: string) {
  return z
    .string()
    .regex(/^[1-9]\d{0,18}$/)
    .transform(BigInt)
    .refine((no) => no < 2n ** 63n)
    .meta({ description: 'Its number.', example, override: { type: 'string', pattern: '^\\d+$' } })
}
