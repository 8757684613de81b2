import type { ErrorRequestHandler, Request } from 'express'

import { errorCode, isLockTimeout } from '../../platform/database-errors'
import { AppError, busy } from '../../platform/errors'
import { discardRest } from '../routing/body-bytes'

const FULL = 'Too much is under way here: please retry.'
const HELD = 'What this needs is held by something else for too long: please retry.'

/** The one error of an answer that tells nothing of what is inside. A read has no outcome to be unsure of. */
function internalError({ method }: Request): AppError {
  const isRead = method === 'GET' || method === 'HEAD'
  const message = isRead
    ? 'Something failed on our side: please retry.'
    : 'Something failed on our side. Nothing is known about the outcome: please retry.'
  return new AppError('INTERNAL_ERROR', message)
}

/**
 * Answers errors in the way of a door: what is not an AppError is a fault and stays inside.
 * @param body what is written of an error
 */
export function errorHandler(
  mediaType: string,
  body: (error: AppError, req: Request) => object,
): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const known = asAppError(error)
    if (!known) req.log.error({ err: error, traceId: requestIdOf(req) }, 'request failed')
    if (res.headersSent || res.socket?.destroyed) {
      req.socket.destroy()
      return
    }
    if (!req.complete) discardRest(req)
    const shown = known ?? internalError(req)
    res
      .status(shown.status)
      .set(shown.headers)
      .type(mediaType)
      .send(JSON.stringify(body(shown, req)))
  }
}

/** As the access log gave it. */
export function requestIdOf({ id }: Request): string {
  return typeof id === 'string' ? id : ''
}

/** The error as the caller may see it; undefined for a fault. */
export function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError && error.status !== 500) return error
  if (isLockTimeout(error)) return busy(HELD, error)
  // Prisma wraps what its pool says, and keeps its code.
  if (errorCode(error) === 'BUSY') return busy(FULL, error)
  if (error instanceof URIError) {
    return new AppError('MALFORMED_URL', 'The address is not percent-encoded correctly.', {
      status: 400,
      cause: error,
    })
  }
  return undefined
}
