import { STATUS_CODES } from 'node:http'

import type { Request } from 'express'

import type { AppError, FieldError } from '../../platform/errors'
import type { ErrorDialect } from '../routing/door'
import { errorHandler, requestIdOf } from './error-handler'
import { PROBLEM_TYPE, problemResponse, problemType } from './problem-responses'

/** RFC 9457, with the members of ours that a program needs. */
interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  requestId: string
  /** Of a VALIDATION_FAILED: every field that is wrong. */
  fields?: FieldError[]
  /** The same by a pointer into the body. */
  errors?: { pointer: string; detail: string }[]
}

/** Errors as problem details. */
export const problemErrors: ErrorDialect = {
  handler: errorHandler(PROBLEM_TYPE, problemOf),
  response: problemResponse,
}

function problemOf({ code, status, message, fields, details }: AppError, req: Request): Problem {
  return {
    type: problemType(code),
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    instance: req.originalUrl.split('?', 1)[0] ?? '',
    code,
    requestId: requestIdOf(req),
    ...(fields.length > 0 ? { fields, errors: fields.map(pointed) } : {}),
    ...details,
  }
}

function pointed({ field, message }: FieldError) {
  return { pointer: `#/${field.replaceAll('.', '/')}`, detail: message }
}
