import type { IncomingMessage } from 'node:http'

import { idProblem } from '../../domain/values/identifier'
import type { FieldError } from '../../platform/errors'
import { notValid } from '../routing/valid'
import { StandingId } from './standing-id'

const HEADER = 'Idempotency-Key'
const PRINTABLE = /^[\x20-\x7e]{1,255}$/
const PROBLEM = 'Must be one value of 1 to 255 printable characters.'

/** The rule of `Idempotency-Key` as a pattern of JSON Schema. */
export const KEY_PATTERN = '^(?! )(?!.* $)(?!\\.{1,2}$)[ -~]+$'

export interface IdempotencyKey {
  key: string | null
  errors: FieldError[]
}

/** The key of a request as it was sent; null where there is none or no single one. */
export function givenKey(req: IncomingMessage): string | null {
  const [key = null, another] = req.headersDistinct[HEADER.toLowerCase()] ?? []
  return another === undefined ? key : null
}

/** @param standing the key that `givenKey` gives, where it stood before today's rule of ids */
export function idempotencyKey(req: IncomingMessage, standing?: unknown): IdempotencyKey {
  const given = req.headersDistinct[HEADER.toLowerCase()]
  if (given === undefined) return { key: null, errors: [] }
  return given.length === 1 ? read(HEADER, standing ?? given[0]) : wrong(HEADER, PROBLEM)
}

/** @throws AppError VALIDATION_FAILED where it is none */
export function validKey(req: IncomingMessage): string | null {
  const { key, errors } = idempotencyKey(req)
  if (errors.length > 0) throw notValid(errors)
  return key
}

/** The same where it stands in the body of an event; absent and null are none. */
export function keyInBody(key: unknown): IdempotencyKey {
  return key === undefined || key === null ? { key: null, errors: [] } : read('key', key)
}

function read(field: string, key: unknown): IdempotencyKey {
  if (key instanceof StandingId) return { key: key.text, errors: [] }
  if (typeof key !== 'string' || !PRINTABLE.test(key)) return wrong(field, PROBLEM)
  const problem = idProblem(key)
  return problem === null ? { key, errors: [] } : wrong(field, problem)
}

function wrong(field: string, message: string): IdempotencyKey {
  return { key: null, errors: [{ field, message }] }
}
