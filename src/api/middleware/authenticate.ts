import type { RequestHandler, Response } from 'express'

import type { ApiCaller, ApiKeyVerifier } from '../../identity/api-key-verifier'
import { AppError } from '../../platform/errors'

const HEADER = 'X-LMS-API-Key'

/** Refuses a request without a valid key before anything of its body is read. */
export function authenticate(verifier: Pick<ApiKeyVerifier, 'verify'>): RequestHandler {
  return async (req, res, next) => {
    const key = req.get(HEADER)
    const caller = key ? await verifier.verify(key) : null
    if (!caller) {
      res.setHeader('WWW-Authenticate', `ApiKey header="${HEADER}"`)
      throw new AppError('UNAUTHORIZED', `${HEADER} is missing or not valid.`, { status: 401 })
    }
    res.locals['caller'] = caller
    next()
  }
}

/** Who sent an authenticated request. */
export function callerOf(res: Response): ApiCaller {
  return res.locals['caller'] as ApiCaller
}
