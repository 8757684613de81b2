import express from 'express'
import type { Express } from 'express'
import helmet from 'helmet'

import type { ApiKeyVerifier } from '../identity/api-key-verifier'
import type { Identity } from '../identity/identity'
import type { BatchRunner } from '../operations/batch-runner'
import type { OperatorDesk } from '../operations/operator-desk'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { Logger } from '../platform/logger'
import type { Metrics } from '../platform/metrics'
import type { Intake } from '../stream/intake'
import { createApiMetrics } from './api-metrics'
import { docsPage } from './docs-page'
import { errorHandler, methodNotAllowed, notFound } from './error-handler'
import { metricsPage } from './metrics-page'
import { accessLog } from './middleware/access-log'
import { measure } from './middleware/measure'
import { openApiDocument } from './openapi/document'
import { operatorRouter } from './ops/router'
import { Refusals } from './push/refusals'
import { pushRouter } from './push/router'
import { readyz } from './readiness'
import type { Readiness } from './readiness'
import { jwksHandler, tokenRouter } from './token/router'

export interface ApiDeps {
  database: Database
  intake: Intake
  verifier: Pick<ApiKeyVerifier, 'verify'>
  identity: Identity
  desk: Pick<OperatorDesk, 'decide'>
  runner: Pick<BatchRunner, 'wake'>
  clock: Clock
  logger: Logger
  metrics: Metrics
  readiness: Readiness
  /** The books are kept by another deployment. */
  booksElsewhere?: boolean
  /** Pages of metrics that are appended to the API's own. */
  metricsUpstreams?: readonly string[]
  /** How many proxies of our own stand before it; none unless given. */
  trustProxyHops?: number
}

const READ_ONLY = ['/.well-known/jwks.json', '/openapi.json', '/healthz', '/readyz', '/metrics']

/** The HTTP API; it listens nowhere by itself. */
export function createApp(deps: ApiDeps): Express {
  const { database, identity, logger, metrics, readiness, metricsUpstreams = [] } = deps
  const apiMetrics = createApiMetrics(metrics)
  const refusals = new Refusals(database, apiMetrics, logger)
  const document = openApiDocument()

  const app = express()
  app
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', deps.trustProxyHops ?? 0)
  app.use(accessLog(logger), measure(apiMetrics), securityHeaders())
  app.use('/lms-integration', pushRouter({ ...deps, metrics: apiMetrics, refusals }))
  app.use('/api/generate-token', tokenRouter(identity))
  app.use('/ops', operatorRouter({ ...deps, tokens: identity.tokens }))
  app.get('/.well-known/jwks.json', jwksHandler(identity))
  app.get('/openapi.json', (_req, res) => {
    res.json(document)
  })
  app.use('/docs', docsPage())
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' })
  })
  app.get('/readyz', readyz(readiness))
  app.get('/metrics', metricsPage(metrics, database, metricsUpstreams, logger))
  app.all(READ_ONLY, methodNotAllowed('GET', 'HEAD'))
  app.use(notFound)
  app.use(errorHandler)
  return app
}

function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        // The page of the reference sets its styles from its script.
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
  })
}
