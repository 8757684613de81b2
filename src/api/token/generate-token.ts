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
  limitKey(identity, keyId, address)
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

/**
 * Before the body is read: it costs whoever guesses more than it costs us.
 * @throws AppError TOO_MANY_ATTEMPTS (429)
 */
export function limitAddress({ limits }: Identity, address: string): void {
  refuseFor(limits.perAddress.attempt(address))
}

/** Before the slow hash. */
function limitKey({ limits }: Identity, keyId: string, address: string): void {
  refuseFor(limits.perKeyAndAddress.attempt(`${keyId.toLowerCase()} ${address}`))
}

function refuseFor(seconds: number): void {
  if (seconds === 0) return
  throw new AppError('TOO_MANY_ATTEMPTS', `Too many attempts: wait ${seconds} seconds.`, {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
  })
}
