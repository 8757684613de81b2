import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import { limitAddress } from '../middleware/attempts'
import { generateToken } from './generate-token'
import { tokenAnswer, tokenRequest } from './schemas'
import { openRoute } from './open-route'

const addressOf = ({ ip }: { ip?: string | undefined }) => ip ?? ''

export const tokenRoute = openRoute({
  method: 'POST',
  path: '/api/generate-token',
  body: bodyOf(tokenRequest, { maxBytes: 4096 }),
  answers: {
    200: {
      description: 'The token.',
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
  refuses: { 401: { meaning: 'No such pair in force, or another secret' }, 429: {} },
  docs: {
    tag: 'Tokens',
    operationId: 'generateToken',
    summary: 'A token for a key id and its secret',
    description:
      'An RS256 JWT, good for one hour, for `Authorization: Bearer`. It ends sooner where its key pair is revoked.',
  },
  before: ({ identity }, http) => limitAddress(identity, addressOf(http)),
  async handle({ identity }, { body, http }) {
    return reply(200, await generateToken(identity, body, addressOf(http)))
  },
})
