import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Logger } from 'pino'

import type { RequestLimits } from '../../platform/config'
import type { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { countedAs } from '../routing/mount'
import { RequestCounts } from './request-counts'

const WINDOW_MS = 60_000

/** What each key may ask within a minute, told in the headers of every answer; none where it is any number. */
export function rateLimits(
  database: Database,
  logger: Logger,
  { ofKeyPairs, ofApiKeys }: RequestLimits = { ofKeyPairs: 0, ofApiKeys: 0 },
) {
  const limit = (most: number) => (most === 0 ? undefined : perMinute(database, logger, most))
  return { ofKeyPairs: limit(ofKeyPairs), ofApiKeys: limit(ofApiKeys) }
}

function perMinute(database: Database, logger: Logger, most: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: most,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'per-minute',
    keyGenerator: (_req, res) => countedAs(res),
    store: new RequestCounts(database, most),
    // What cannot be counted is let through: it needs the same database, which says so better.
    passOnStoreError: true,
    logger: {
      error: (err, message) => logger.error({ err }, message),
      warn: (err, message) => logger.warn({ err }, message),
    },
    handler(_req, res, next) {
      const seconds = res.get('Retry-After') ?? '60'
      const message = `More requests than a key may send in a minute: wait ${seconds} seconds.`
      next(new AppError('RATE_LIMITED', message, { status: 429 }))
    },
  })
}
