import type { Identity } from '../../identity/identity'
import { AppError } from '../../platform/errors'
import type { TokenAnswer, TokenRequest } from './schemas'

const BUSY = { 'Retry-After': '1' }

/** Exchanges a key id and its secret for a token. */
export async function generateToken(
  identity: Identity,
  { keyId, secret }: TokenRequest,
  address: string,
): Promise<TokenAnswer> {
  limit(identity, keyId, address)
  const pair = await identity.credentials.check(keyId, secret).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    const { code, message, status } = error
    throw new AppError(code, message, { status, headers: BUSY, cause: error })
  })
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

/** Before the slow hash: guessing must not cost more than it costs whoever guesses. */
function limit({ limits }: Identity, keyId: string, address: string): void {
  const seconds =
    limits.perAddress.attempt(address) ||
    limits.perKeyAndAddress.attempt(`${keyId.toLowerCase()} ${address}`)
  if (seconds === 0) return
  throw new AppError('TOO_MANY_ATTEMPTS', `Too many attempts: wait ${seconds} seconds.`, {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
  })
}
