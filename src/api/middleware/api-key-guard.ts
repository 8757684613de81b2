import type { ApiCaller, ApiKeyVerifier } from '../../identity/api-key-verifier'
import { AppError } from '../../platform/errors'
import type { Guard } from '../routing/door'

const HEADER = 'X-LMS-API-Key'

/** Lets in whoever has an API key. */
export const apiKeyGuard: Guard<{ verifier: Pick<ApiKeyVerifier, 'verify'> }, ApiCaller> = {
  scheme: 'apiKey',
  async admit({ verifier }, http) {
    const key = http.get(HEADER)
    const caller = key ? await verifier.verify(key) : null
    if (caller !== null) return caller
    throw new AppError('UNAUTHORIZED', `${HEADER} is missing or not valid.`, {
      status: 401,
      headers: { 'WWW-Authenticate': `ApiKey header="${HEADER}"` },
    })
  },
  keyOf: ({ keyPrefix }) => keyPrefix,
  authorise() {
    throw new Error('an API key has no scopes')
  },
}
