import express from 'express'
import type { Express } from 'express'
import helmet from 'helmet'

import type { ApiKeyVerifier } from '../business/api-key-verifier'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { Logger } from '../platform/logger'
import type { Metrics } from '../platform/metrics'
import type { Intake } from '../stream/intake'
import { createApiMetrics } from './api-metrics'
import { docsPage } from './docs-page'
import { errorHandler, methodNotAllowed, notFound } from './errors'
import { metricsPage } from './metrics-page'
import { accessLog } from './middleware/access-log'
import { measure } from './middleware/measure'
import { openApiDocument } from './openapi/document'
import { Refusals } from './push/refusals'
import { pushRouter } from './push/router'
import { readyz } from './readiness'
import type { Readiness } from './readiness'

export interface ApiDeps {
  database: Database
  intake: Intake
  verifier: Pick<ApiKeyVerifier, 'verify'>
  clock: Clock
  logger: Logger
  metrics: Metrics
  readiness: Readiness
  /** Pages of metrics that are appended to the API's own. */
  metricsUpstreams?: readonly string[]
}

/** The HTTP API; it listens nowhere by itself. */
export function createApp(deps: ApiDeps): Express {
  const { database, logger, metrics, readiness, metricsUpstreams = [] } = deps
  const apiMetrics = createApiMetrics(metrics)
  const refusals = new Refusals(database, apiMetrics, logger)
  const document = openApiDocument()

  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.use(accessLog(logger), measure(apiMetrics), securityHeaders())
  app.use('/lms-integration', pushRouter({ ...deps, metrics: apiMetrics, refusals }))
  app.get('/openapi.json', (_req, res) => {
    res.json(document)
  })
  app.use('/docs', docsPage())
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' })
  })
  app.get('/readyz', readyz(readiness))
  app.get('/metrics', metricsPage(metrics, database, metricsUpstreams, logger))
  app.all(['/openapi.json', '/healthz', '/readyz', '/metrics'], methodNotAllowed('GET', 'HEAD'))
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
