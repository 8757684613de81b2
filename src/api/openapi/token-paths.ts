import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'

import { tokenAnswer, tokenRequest } from '../token/schemas'
import { problemResponses } from './problems'

const jwks = z
  .object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) })
  .meta({ id: 'Jwks' })

export const tokenPaths: ZodOpenApiPathsObject = {
  '/api/generate-token': {
    post: {
      operationId: 'generateToken',
      summary: 'A token for a key id and its secret',
      description:
        'An RS256 JWT, good for one hour, for `Authorization: Bearer`. It ends sooner where its key pair is revoked.',
      tags: ['Tokens'],
      requestBody: { required: true, content: { 'application/json': { schema: tokenRequest } } },
      responses: {
        '200': {
          description: 'The token.',
          content: {
            'application/json': {
              schema: tokenAnswer,
              example: {
                token: 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9…',
                expiresAt: '2026-01-15T10:30:00.000Z',
                businessId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e01',
                environment: 'sandbox',
                scopes: ['lms:read', 'lms:operate'],
              },
            },
          },
        },
        ...problemResponses('/api/generate-token', '400', '413', '415', '429', '500'),
        ...credentialsRefused(),
      },
    },
  },
  '/.well-known/jwks.json': {
    get: {
      operationId: 'jwks',
      summary: 'The keys that verify tokens',
      description:
        'RFC 7517. A key is here before it signs, and stays until the last token it signed has expired.',
      tags: ['Tokens'],
      responses: {
        '200': {
          description: 'The public keys.',
          content: {
            'application/json': {
              schema: jwks,
              example: {
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
              },
            },
          },
        },
      },
    },
  },
}

/** A 401 that is about the secret, not about a token. */
function credentialsRefused() {
  const { '401': refused } = problemResponses('/api/generate-token', '401')
  return { '401': { ...refused, description: 'No such pair in force, or another secret' } }
}
