import { z } from 'zod'
import 'zod-openapi'

import { SCOPES } from '../../identity/key-pairs'

const LONGEST = 255

function credential(example: string, description: string) {
  return z
    .string({ error: 'Must be a string.' })
    .min(1, { error: 'Must not be empty.' })
    .max(LONGEST, { error: `Must have at most ${LONGEST} characters.` })
    .meta({ example, description })
}

export const tokenRequest = z
  .object(
    {
      keyId: credential('00000000-0000-4000-8000-000000000000', 'The id of a key pair.'),
      secret: credential('lss_…', 'Its secret, as it was shown when the pair was made.'),
    },
    { error: 'Must be a JSON object.' },
  )
  .meta({ id: 'TokenRequest' })

export const tokenAnswer = z
  .object({
    token: z.string().meta({ description: 'An RS256 JWT, good for one hour.' }),
    expiresAt: z.string().meta({ override: { format: 'date-time' } }),
    businessId: z.string().meta({ override: { format: 'uuid' } }),
    environment: z.enum(['sandbox', 'production']),
    scopes: z.array(z.enum(SCOPES)),
  })
  .meta({ id: 'Token' })

export type TokenAnswer = z.infer<typeof tokenAnswer>
export type TokenRequest = z.infer<typeof tokenRequest>
