import type { Request, RequestHandler, Response } from 'express'

import type { Identity } from '../../identity/identity'
import { AppError } from '../../platform/errors'
import { valid } from '../valid'
import { tokenRequest } from './schemas'
import type { TokenAnswer } from './schemas'

const BUSY_SECONDS = '1'

/** Exchanges a key id and its secret for a token. */
export function generateToken(identity: Identity): RequestHandler {
  return async (req, res) => {
    const { keyId, secret } = valid(tokenRequest, req.body)
    limit(identity, req, res, keyId)
    const pair = await identity.credentials.check(keyId, secret).catch((error: unknown) => {
      if (error instanceof AppError) res.setHeader('Retry-After', BUSY_SECONDS)
      throw error
    })
    if (pair === undefined) {
      throw new AppError(
        'INVALID_CREDENTIALS',
        'keyId and secret are not those of a pair in force.',
        {
          status: 401,
        },
      )
    }
    const { token, expiresAt } = await identity.tokens.issue(pair)
    const answer: TokenAnswer = {
      token,
      expiresAt: expiresAt.toISOString(),
      businessId: pair.business.id,
      environment: identity.environment,
      scopes: pair.scopes,
    }
    res.setHeader('Cache-Control', 'no-store').json(answer)
  }
}

/** Before the slow hash: guessing must not cost more than it costs whoever guesses. */
function limit({ limits }: Identity, req: Request, res: Response, keyId: string): void {
  const address = req.ip ?? ''
  const seconds =
    limits.perAddress.attempt(address) ||
    limits.perKeyAndAddress.attempt(`${keyId.toLowerCase()} ${address}`)
  if (seconds === 0) return
  res.setHeader('Retry-After', String(seconds))
  throw new AppError('TOO_MANY_ATTEMPTS', `Too many attempts: wait ${seconds} seconds.`, {
    status: 429,
  })
}
