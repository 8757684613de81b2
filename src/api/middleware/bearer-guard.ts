import type { TokenHolder, Tokens } from '../../identity/tokens'
import { AppError } from '../../platform/errors'
import type { Guard } from '../routing/door'

const CHALLENGE = 'Bearer realm="loansaga"'
const CREDENTIALS = /^Bearer +([\w~+/.-]+=*)$/i

/** Lets in whoever has a token (RFC 6750), to where one of its scopes leads. */
export const bearerGuard: Guard<{ tokens: Pick<Tokens, 'verify'> }, TokenHolder> = {
  scheme: 'bearer',
  async admit({ tokens }, http) {
    const header = http.get('Authorization')
    if (header === undefined) {
      throw new AppError('TOKEN_MISSING', 'A token is needed: Authorization: Bearer <token>.', {
        status: 401,
        headers: { 'WWW-Authenticate': CHALLENGE },
      })
    }
    try {
      return await tokens.verify(CREDENTIALS.exec(header)?.[1] ?? '')
    } catch (error) {
      throw error instanceof AppError && error.status === 401 ? challenged(error) : error
    }
  },
  keyOf: ({ keyId }) => keyId,
  authorise({ scopes: granted }, { scopes }) {
    if (scopes.some((scope) => granted.includes(scope))) return
    const [needed] = scopes
    const challenge = `${CHALLENGE}, error="insufficient_scope", scope="${needed}"`
    throw new AppError('INSUFFICIENT_SCOPE', `The token lacks the scope ${needed}.`, {
      status: 403,
      details: { requiredScope: needed },
      headers: { 'WWW-Authenticate': challenge },
    })
  },
}

function challenged(refused: AppError): AppError {
  const { code, message, status } = refused
  const challenge = `${CHALLENGE}, error="invalid_token", error_description="${message}"`
  return new AppError(code, message, {
    status,
    headers: { 'WWW-Authenticate': challenge },
    cause: refused,
  })
}
