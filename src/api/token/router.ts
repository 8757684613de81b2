import { Router } from 'express'
import type { RequestHandler } from 'express'

import type { Identity } from '../../identity/identity'
import { methodNotAllowed } from '../error-handler'
import { jsonBody } from '../middleware/json-body'
import { problemHandler } from '../problem'
import { generateToken } from './generate-token'

/** Whoever verifies tokens asks again so often; a key is published longer before it signs. */
const REMEMBERED_SECONDS = 60

/** `POST /` of wherever it is mounted. */
export function tokenRouter(identity: Identity): Router {
  const router = Router()
  router.route('/').post(jsonBody, generateToken(identity)).all(methodNotAllowed('POST'))
  router.use(problemHandler)
  return router
}

/** The keys that verify our tokens. */
export function jwksHandler({ keys }: Pick<Identity, 'keys'>): RequestHandler {
  return async (_req, res) => {
    const published = await keys.published()
    res
      .setHeader('Cache-Control', `public, max-age=${REMEMBERED_SECONDS}`)
      .json({ keys: published })
  }
}
