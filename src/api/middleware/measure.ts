import type { RequestHandler } from 'express'

import type { ApiMetrics } from '../api-metrics'
import { routeName } from '../route-name'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Counts and times every answer by method, route and status. */
export function measure(metrics: ApiMetrics): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    res.once('finish', () => {
      const method = METHODS.has(req.method) ? req.method : 'other'
      const seconds = (performance.now() - started) / 1000
      metrics.answered(method, routeName(req.originalUrl), res.statusCode, seconds)
    })
    next()
  }
}
