import type { RequestHandler, Response } from 'express'

import type { Scope } from '../../identity/key-pairs'
import type { TokenHolder, Tokens } from '../../identity/tokens'
import { AppError } from '../../platform/errors'

const CHALLENGE = 'Bearer realm="loansaga"'
const CREDENTIALS = /^Bearer +([\w~+/.-]+=*)$/i

/** Refuses a request without a valid token before anything of its body is read (RFC 6750). */
export function bearer(tokens: Pick<Tokens, 'verify'>): RequestHandler {
  return async (req, res, next) => {
    const header = req.get('Authorization')
    if (header === undefined) {
      res.setHeader('WWW-Authenticate', CHALLENGE)
      throw new AppError('TOKEN_MISSING', 'A token is needed: Authorization: Bearer <token>.', {
        status: 401,
      })
    }
    try {
      res.locals['holder'] = await tokens.verify(CREDENTIALS.exec(header)?.[1] ?? '')
    } catch (error) {
      if (error instanceof AppError && error.status === 401) {
        const described = `error="invalid_token", error_description="${error.message}"`
        res.setHeader('WWW-Authenticate', `${CHALLENGE}, ${described}`)
      }
      throw error
    }
    next()
  }
}

/** Lets through whoever has one of these scopes. */
export function requireScope(...scopes: [Scope, ...Scope[]]): RequestHandler {
  return (_req, res, next) => {
    const { scopes: granted } = holderOf(res)
    if (!scopes.some((scope) => granted.includes(scope))) {
      const [needed] = scopes
      const error = `error="insufficient_scope", scope="${needed}"`
      res.setHeader('WWW-Authenticate', `${CHALLENGE}, ${error}`)
      throw new AppError('INSUFFICIENT_SCOPE', `The token lacks the scope ${needed}.`, {
        status: 403,
        details: { requiredScope: needed },
      })
    }
    next()
  }
}

/** Who stands behind a request that `bearer` let through. */
export function holderOf(res: Response): TokenHolder {
  return res.locals['holder'] as TokenHolder
}
