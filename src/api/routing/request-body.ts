import type { z } from 'zod'

import { valid } from './valid'

const LONGEST_BYTES = 1024 * 1024

/** The body of a request: what the document says of it, and how it is read. */
export interface RequestBody<Value> {
  schema: z.ZodType
  /** A longer one is refused as soon as that is known. */
  maxBytes: number
  /** A request without a body is one with an empty object. */
  mayBeMissing?: boolean
  /** @throws AppError VALIDATION_FAILED */
  read(json: unknown): Value
}

interface Limits {
  maxBytes?: number
  mayBeMissing?: boolean
}

/** A body that is what its schema makes of it, or is refused. */
export function bodyOf<Schema extends z.ZodType>(
  schema: Schema,
  { maxBytes = LONGEST_BYTES }: Pick<Limits, 'maxBytes'> = {},
): RequestBody<z.output<Schema>> {
  return { schema, maxBytes, read: (json) => valid(schema, json) }
}

/** A body that the handler reads itself: how depends on whose it is, or refusing it is an answer. */
export function bodyAsSent(
  schema: z.ZodType,
  { maxBytes = LONGEST_BYTES, mayBeMissing = false }: Limits = {},
): RequestBody<unknown> {
  return { schema, maxBytes, mayBeMissing, read: (json) => json }
}
