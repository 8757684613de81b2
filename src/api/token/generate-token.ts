import type { Identity } from '../../identity/identity'
import { AppError } from '../../platform/errors'
import { limitNamed } from '../middleware/attempts'
import type { TokenAnswer, TokenRequest } from './schemas'

/** Exchanges a key id and its secret for a token. */
export async function generateToken(
  identity: Identity,
  { keyId, secret }: TokenRequest,
  address: string,
): Promise<TokenAnswer> {
  limitNamed(identity, keyId.toLowerCase(), address)
  const pair = await identity.credentials.check(keyId, secret)
  if (pair === undefined) {
    throw new AppError(
      'INVALID_CREDENTIALS',
      'keyId and secret are not those of a pair in force.',
      { status: 401 },
    )
  }
  const { token, expiresAt } = await identity.tokens.issue(pair)
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    businessId: pair.business.id,
    environment: identity.environment,
    scopes: pair.scopes,
  }
}
