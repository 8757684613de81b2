import { z } from 'zod'
import 'zod-openapi'

import { reply } from '../routing/route'
import { openRoute } from './open-route'

/** Whoever verifies tokens asks again so often; a key is published longer before it signs. */
const REMEMBERED_SECONDS = 60

const jwks = z
  .object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) })
  .meta({ id: 'Jwks' })

const example = {
  keys: [
    {
      kty: 'RSA',
      kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      alg: 'RS256',
      use: 'sig',
      n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4…',
      e: 'AQAB',
    },
  ],
}

export const jwksRoute = openRoute({
  method: 'GET',
  path: '/.well-known/jwks.json',
  answers: { 200: { description: 'The public keys.', schema: jwks, example } },
  cache: `public, max-age=${REMEMBERED_SECONDS}`,
  docs: {
    tag: 'Tokens',
    operationId: 'jwks',
    summary: 'The keys that verify tokens',
    description:
      'RFC 7517. A key is here before it signs, and stays until the last token it signed has expired.',
  },
  async handle({ identity }) {
    return reply(200, { keys: await identity.keys.published() })
  },
})
