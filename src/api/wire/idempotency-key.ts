import type { IncomingMessage } from 'node:http'

import type { FieldError } from '../../platform/errors'

const HEADER = 'Idempotency-Key'
const PRINTABLE = /^[\x20-\x7e]{1,255}$/
const PROBLEM = 'Must be one value of 1 to 255 printable characters.'

export interface IdempotencyKey {
  key: string | null
  errors: FieldError[]
}

export function idempotencyKey(req: IncomingMessage): IdempotencyKey {
  const given = req.headersDistinct[HEADER.toLowerCase()]
  if (given === undefined) return { key: null, errors: [] }
  const [key = ''] = given
  if (given.length === 1 && PRINTABLE.test(key)) return { key, errors: [] }
  return { key: null, errors: [{ field: HEADER, message: PROBLEM }] }
}

/** The same where it stands in the body of an event; absent and null are none. */
export function keyInBody(key: unknown): IdempotencyKey {
  if (key === undefined || key === null) return { key: null, errors: [] }
  if (typeof key === 'string' && PRINTABLE.test(key)) return { key, errors: [] }
  return { key: null, errors: [{ field: 'key', message: PROBLEM }] }
}
