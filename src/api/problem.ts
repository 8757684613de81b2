import { STATUS_CODES } from 'node:http'

import type { ErrorRequestHandler, Request } from 'express'

import { AppError } from '../platform/errors'
import type { FieldError } from '../platform/errors'
import { asAppError, INTERNAL_ERROR } from './error-handler'
import { discardRest } from './request-body'

export const PROBLEM_TYPE = 'application/problem+json'

/** RFC 9457, with the members of ours that a program needs. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  requestId: string
  /** Of a VALIDATION_FAILED: every field that is wrong. */
  fields?: FieldError[]
}

/** Turns the errors of a router into problem details; comes last in it. */
export const problemHandler: ErrorRequestHandler = (error: unknown, req, res, _next) => {
  const known = asAppError(error)
  if (!known) req.log.error({ err: error, traceId: req.id }, 'request failed')
  if (res.headersSent || res.socket?.destroyed) {
    req.socket.destroy()
    return
  }
  if (!req.complete) discardRest(req)
  const problem = problemOf(known ?? internalError(), req)
  res.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

function problemOf({ code, status, message, fields, details }: AppError, req: Request): Problem {
  return {
    type: `urn:loansaga:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    instance: req.originalUrl.split('?', 1)[0] ?? '',
    code,
    requestId: requestIdOf(req),
    ...(fields.length > 0 ? { fields } : {}),
    ...details,
  }
}

/** As the access log gave it. */
function requestIdOf({ id }: Request): string {
  return typeof id === 'string' ? id : ''
}

function internalError(): AppError {
  return new AppError(INTERNAL_ERROR.code, INTERNAL_ERROR.message, { status: 500 })
}
