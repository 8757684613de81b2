import { join } from 'node:path'

import express from 'express'
import type { Express, RequestHandler } from 'express'
import helmet from 'helmet'

import type { PushedKind } from '../domain/events/kinds'
import type { ApiKeyVerifier } from '../identity/api-key-verifier'
import type { Identity } from '../identity/identity'
import type { BatchRunner } from '../operations/batch-runner'
import type { Desk } from '../operations/operator-desk'
import type { Clock } from '../platform/clock'
import type { RequestLimits } from '../platform/config'
import type { Database } from '../platform/database'
import type { Logger } from '../platform/logger'
import type { Metrics } from '../platform/metrics'
import { projectRoot } from '../platform/project-root'
import { sharedRead } from '../platform/shared-read'
import { ReportDesk } from '../reports/report-desk'
import type { Rehearsals } from '../steps/rehearse'
import type { Intake } from '../stream/intake'
import type { CreditTransfers } from '../transfers/credit-transfers'
import { createApiMetrics } from './api-metrics'
import { consoleLending, consoleOps, consoleV1, sessionDoor } from './console/doors'
import { consolePages } from './console/pages'
import { plainErrors } from './errors/plain-errors'
import { accessLog } from './middleware/access-log'
import { measure } from './middleware/measure'
import { plainlyFramed } from './middleware/plainly-framed'
import { rateLimits } from './middleware/rate-limits'
import { openApiDocument } from './openapi/document'
import { lendingDoor } from './lending/door'
import { opsDoor } from './ops/door'
import { pushDoor } from './push/door'
import { Refusals } from './push/refusals'
import { mount, notFound } from './routing/mount'
import { systemDoor } from './system/door'
import { indexOfDocuments } from './system/index-of-documents'
import { metricsPage } from './system/metrics-page'
import { checkReadiness } from './system/readiness'
import type { Readiness } from './system/readiness'
import type { SystemDeps } from './system/system-route'
import { tokenDoor } from './token/door'
import { v1Door } from './v1/door'
import type { TemporalUi } from './wire/temporal-ui'

export interface ApiDeps {
  database: Database
  intake: Intake
  verifier: Pick<ApiKeyVerifier, 'verify'>
  identity: Identity
  desk: Desk
  runner: Pick<BatchRunner, 'wake'>
  transfers: Pick<CreditTransfers, 'begin' | 'follow' | 'refusal'>
  clock: Clock
  logger: Logger
  metrics: Metrics
  readiness: Readiness
  /** None where the books are kept by another deployment. */
  rehearsals?: Pick<Rehearsals, 'rehearse'> | undefined
  /** Kinds that such a deployment is not known to take. */
  unsayable?: readonly PushedKind[]
  /** Such a deployment takes the events of loans that live here. */
  takesLoanEvents?: boolean | undefined
  /** Pages of metrics that are appended to the API's own. */
  metricsUpstreams?: readonly string[]
  /** Refused requests of a business that are kept within an hour. */
  refusedPerHour?: number
  /** How much each key may ask; any number unless given. */
  requestLimits?: RequestLimits
  /** Where the engineers look; nowhere unless given. */
  temporalUi?: TemporalUi | undefined
  /** Where the console's pages are; those of the build unless given. */
  consoleFolder?: string
  /** How many proxies of our own stand before it; none unless given. */
  trustProxyHops?: number
}

/** What anybody can ask as often as they like is found out once a second at most. */
const GOOD_FOR_MS = 1_000

const REFUSED_PER_HOUR = 10_000

const BUILT_CONSOLE = join(projectRoot, 'dist', 'console')

/** The HTTP API; it listens nowhere by itself. */
export function createApp(deps: ApiDeps): Express {
  const { identity, logger } = deps
  const apiMetrics = createApiMetrics(deps.metrics)
  const refusals = new Refusals({
    ...{ database: deps.database, logger, metrics: apiMetrics },
    mostOfAnHour: deps.refusedPerHour ?? REFUSED_PER_HOUR,
  })

  const limits = rateLimits(deps.database, logger, deps.requestLimits)
  const reports = new ReportDesk({
    ...{ database: deps.database, clock: deps.clock },
    booksElsewhere: deps.rehearsals === undefined,
  })

  const app = express()
  app
    .disable('x-powered-by')
    .disable('etag')
    // A proxy's rule for an address must hold for every way to write it that is taken here.
    .enable('case sensitive routing')
    .enable('strict routing')
    .set('trust proxy', deps.trustProxyHops ?? 0)
  app.use(accessLog(logger), measure(apiMetrics), securityHeaders(), nothingKept, plainlyFramed)
  const bearing = { ...deps, refusals, tokens: identity.tokens }
  app.use(mount(pushDoor, { ...deps, metrics: apiMetrics, refusals }, limits.ofApiKeys))
  app.use(mount(v1Door, bearing, limits.ofKeyPairs))
  app.use(mount(lendingDoor, { ...bearing, reports }, limits.ofKeyPairs))
  app.use(mount(tokenDoor, { identity }))
  app.use(mount(opsDoor, bearing, limits.ofKeyPairs))
  const inSession = { ...bearing, sessions: identity.sessions }
  app.use(mount(consoleOps, inSession, limits.ofKeyPairs))
  app.use(mount(consoleLending, { ...inSession, reports }, limits.ofKeyPairs))
  app.use(mount(consoleV1, inSession, limits.ofKeyPairs))
  app.use(mount(sessionDoor, { ...inSession, temporalUiUrl: deps.temporalUi?.url ?? null }))
  app.use('/console', consolePages(deps.consoleFolder ?? BUILT_CONSOLE))
  app.get('/', browsersToConsole)
  app.use(mount(systemDoor, systemDeps(deps)))
  app.use(notFound, plainErrors.handler)
  return app
}

/** Whoever types the address of the API into a browser means the console. */
const browsersToConsole: RequestHandler = (req, res, next) => {
  if (req.accepts(['json', 'html']) === 'html') res.redirect(302, '/console/')
  else next()
}

function systemDeps(deps: ApiDeps): SystemDeps {
  const { database, clock, logger, metrics, readiness, metricsUpstreams = [] } = deps
  const page = metricsPage(metrics, database, metricsUpstreams, logger)
  const document = openApiDocument()
  return {
    readiness: sharedRead(clock, GOOD_FOR_MS, () => checkReadiness(readiness)),
    metricsPage: sharedRead(clock, GOOD_FOR_MS, page),
    metricsType: metrics.contentType,
    document: JSON.stringify(document),
    index: indexOfDocuments(document),
  }
}

/** An answer tells of loans, names or figures: no cache keeps one unless its row says so. */
const nothingKept: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store')
  next()
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
