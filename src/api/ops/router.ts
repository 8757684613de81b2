import { Router } from 'express'
import type { RequestHandler } from 'express'

import type { Tokens } from '../../identity/tokens'
import type { BatchRunner } from '../../operations/batch-runner'
import type { OperatorDesk } from '../../operations/operator-desk'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import { methodNotAllowed, notFound } from '../error-handler'
import { bearer, requireScope } from '../middleware/bearer'
import { jsonBody } from '../middleware/json-body'
import { problemHandler } from '../problem'
import { batchHandler } from './batch-handler'
import { decisionHandler } from './decision-handler'
import * as views from './view-handlers'

export interface OperatorDeps {
  database: Database
  clock: Clock
  tokens: Pick<Tokens, 'verify'>
  desk: Pick<OperatorDesk, 'decide'>
  runner: Pick<BatchRunner, 'wake'>
}

const mayRead = requireScope('lms:read', 'lms:operate')
const mayOperate = requireScope('lms:operate')

/** The operators' door: everything under /ops, of the token's business only. */
export function operatorRouter(deps: OperatorDeps): Router {
  const { database, tokens, runner } = deps
  const router = Router()
  router.use(bearer(tokens))
  const gets = {
    '/parked': views.parkedHandler(database),
    '/refused': views.refusedHandler(database),
    '/health': views.healthHandler(database),
    '/actions': views.actionsHandler(database),
    '/compensations': views.compensationsHandler(database),
    '/loans/:loanId': views.storyHandler(database) as RequestHandler,
    '/jobs/:jobId': views.jobHandler(database) as RequestHandler,
  }
  for (const [path, handler] of Object.entries(gets)) {
    router.route(path).get(mayRead, handler).all(methodNotAllowed('GET', 'HEAD'))
  }
  const posts = {
    '/events/:eventId/retry': decisionHandler(deps, 'RETRY') as RequestHandler,
    '/events/:eventId/skip': decisionHandler(deps, 'SKIP') as RequestHandler,
    '/events/:eventId/reverse': decisionHandler(deps, 'REVERSE') as RequestHandler,
    '/retry': batchHandler(database, runner),
  }
  for (const [path, handler] of Object.entries(posts)) {
    router.route(path).post(mayOperate, jsonBody, handler).all(methodNotAllowed('POST'))
  }
  router.use(notFound, problemHandler)
  return router
}
