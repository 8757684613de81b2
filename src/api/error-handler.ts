import type { ErrorRequestHandler, RequestHandler } from 'express'

import { AppError } from '../platform/errors'
import { discardRest } from './request-body'

/** The body of every answer that is an HTTP error. */
export interface ErrorBody {
  success: false
  error: { code: string; message: string; traceId?: string }
}

export const notFound: RequestHandler = () => {
  throw new AppError('NOT_FOUND', 'There is nothing at this address.', { status: 404 })
}

/** Answers every method that the route above it did not take. */
export function methodNotAllowed(...allowed: string[]): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', allowed.join(', '))
    throw new AppError(
      'METHOD_NOT_ALLOWED',
      `${req.method} is not supported here, ${allowed.join(' and ')} is.`,
      { status: 405 },
    )
  }
}

export const INTERNAL_ERROR = {
  code: 'INTERNAL_ERROR',
  message: 'Something failed on our side. Nothing is known about the outcome: please retry.',
}

/**
 * Writes HTTP errors, save for the routers that answer with problem details: what is not an
 * AppError is a fault and stays inside.
 */
export const errorHandler: ErrorRequestHandler = (error: unknown, req, res, _next) => {
  const known = asAppError(error)
  const traceId = res.get('X-Request-Id') ?? ''
  if (!known) req.log.error({ err: error, traceId }, 'request failed')
  if (res.headersSent || res.socket?.destroyed) {
    req.socket.destroy()
    return
  }
  if (!req.complete) discardRest(req)
  if (known) {
    send(known.status, { code: known.code, message: known.message })
    return
  }
  send(500, {
    code: 'INTERNAL_ERROR',
    message: 'Something failed on our side. Nothing is known about the outcome: please retry.',
    traceId,
  })

  function send(status: number, body: ErrorBody['error']): void {
    const answer: ErrorBody = { success: false, error: body }
    res.status(status).json(answer)
  }
}

/** The error as the caller may see it; undefined for a fault. */
export function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError && error.status < 500) return error
  if (error instanceof URIError) {
    return new AppError('MALFORMED_URL', 'The address is not percent-encoded correctly.', {
      status: 400,
      cause: error,
    })
  }
  return undefined
}
