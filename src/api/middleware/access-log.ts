import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'

import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

import { routeName } from '../route-name'

const ACCEPTED_ID = /^[\w.:-]{1,64}$/
const QUIET = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * Gives each request its id (the caller's own X-Request-Id where it is a plain one, echoed) and
 * logs each answer: never a key, a body, an id of a loan or a query.
 */
export function accessLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    wrapSerializers: false,
    genReqId: (req, res) => {
      const given = req.headers['x-request-id']
      const id = typeof given === 'string' && ACCEPTED_ID.test(given) ? given : randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    customLogLevel: (req, res) => {
      if (res.statusCode >= 500) return 'error'
      if (QUIET.has(nameOf(req))) return 'debug'
      return res.statusCode >= 400 ? 'warn' : 'info'
    },
    serializers: {
      req: (req: IncomingMessage) => ({ id: req.id, method: req.method, route: nameOf(req) }),
      res: (res: ServerResponse) => ({ statusCode: res.statusCode }),
      err: withoutData,
    },
  })
}

/** Express shortens `url` inside a router. */
function nameOf(req: IncomingMessage & { originalUrl?: string }): string {
  return routeName(req.originalUrl ?? req.url ?? '')
}

/** An error of the database carries the row in its other properties: they stay out of the log. */
function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an Error' }
  const code: unknown = 'code' in error ? error.code : undefined
  const cause = error.cause === undefined ? undefined : withoutData(error.cause)
  return { type: error.name, code, message: error.message, stack: error.stack, cause }
}
