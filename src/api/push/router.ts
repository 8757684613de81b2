import { Router } from 'express'

import type { ApiKeyVerifier } from '../../identity/api-key-verifier'
import { methodNotAllowed, notFound } from '../error-handler'
import { authenticate } from '../middleware/authenticate'
import { jsonBody } from '../middleware/json-body'
import { batchHandler } from './batch-handler'
import { readDisbursement } from './disbursement'
import { readEarlySettlement } from './early-settlement'
import { pushHandler } from './push-handler'
import type { PushDeps } from './push-handler'
import { readRepayment } from './repayment'
import { readRevenueReport } from './revenue-report'
import { readReversal } from './reversal'
import { eventHandler, loanHandler } from './view-handlers'

/** The door of an external LMS: everything under /lms-integration. */
export function pushRouter(deps: PushDeps & { verifier: Pick<ApiKeyVerifier, 'verify'> }): Router {
  const router = Router()
  router.use(authenticate(deps.verifier))
  const posts = {
    '/disbursement': pushHandler(deps, 'DISBURSEMENT', readDisbursement),
    '/revenue-report': pushHandler(deps, 'REVENUE_REPORT', readRevenueReport),
    '/repayment': pushHandler(deps, 'REPAYMENT', readRepayment),
    '/early-settlement': pushHandler(deps, 'EARLY_SETTLEMENT', readEarlySettlement),
    '/reversal': pushHandler(deps, 'REVERSAL', readReversal),
    '/batch': batchHandler(deps),
  }
  for (const [path, handler] of Object.entries(posts)) {
    router.route(path).post(jsonBody, handler).all(methodNotAllowed('POST'))
  }
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
