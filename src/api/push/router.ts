import { Router } from 'express'
import type { RequestHandler } from 'express'

import { EVENT_KINDS, PUSH_NAMES } from '../../domain/events/kinds'
import type { ApiKeyVerifier } from '../../identity/api-key-verifier'
import { methodNotAllowed, notFound } from '../error-handler'
import { authenticate } from '../middleware/authenticate'
import { jsonBody } from '../middleware/json-body'
import { batchHandler } from './batch-handler'
import { pushHandler } from './push-handler'
import type { PushDeps } from './push-handler'
import { READERS } from './readers'
import { eventHandler, loanHandler } from './view-handlers'

/** The door of an external LMS: everything under /lms-integration. */
export function pushRouter(deps: PushDeps & { verifier: Pick<ApiKeyVerifier, 'verify'> }): Router {
  const router = Router()
  router.use(authenticate(deps.verifier))
  const post = (name: string, handler: RequestHandler) =>
    router.route(`/${name}`).post(jsonBody, handler).all(methodNotAllowed('POST'))
  for (const kind of EVENT_KINDS) post(PUSH_NAMES[kind], pushHandler(deps, kind, READERS[kind]))
  post('batch', batchHandler(deps))
  router
    .route('/events/:eventId')
    .get(eventHandler(deps.database))
    .all(methodNotAllowed('GET', 'HEAD'))
  router
    .route('/loans/:loanId')
    .get(loanHandler(deps.database))
    .all(methodNotAllowed('GET', 'HEAD'))
  router.use(notFound)
  return router
}
