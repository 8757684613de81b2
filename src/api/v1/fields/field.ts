import { z } from 'zod'
import 'zod-openapi'

import { MANDATORY, wrong, Wrong } from './problem'

/** How a value that is there is read, and what the document says of it. */
export interface Kind<Value> {
  read(value: unknown): Value | Wrong
  schema: JsonSchema
}

export type JsonSchema = Record<string, unknown>

interface Said {
  description: string
  example: unknown
}

/** A field that must be there; absent and null are the same. */
export function mandatory<Value>(kind: Kind<Value>, said: Said) {
  return z
    .unknown()
    .transform((value, context) =>
      told(isAbsent(value) ? wrong(MANDATORY) : kind.read(value), context),
    )
    .meta({ ...said, override: kind.schema })
}

/** A field that may be left out; absent and null are `otherwise`. */
export function optional<Value, Otherwise>(
  kind: Kind<Value>,
  otherwise: Otherwise,
  { description, example }: Said,
) {
  return z
    .unknown()
    .optional()
    .transform((value, context) =>
      told<Value | Otherwise>(isAbsent(value) ? otherwise : kind.read(value), context),
    )
    .meta({ description, example, override: { anyOf: [kind.schema, { type: 'null' }] } })
}

function told<Value>(read: Value | Wrong, context: z.core.$RefinementCtx): Value {
  if (!(read instanceof Wrong)) return read
  for (const { path, message, isNoDate } of read.problems) {
    context.addIssue({ code: 'custom', message, path: [...path], params: { isNoDate } })
  }
  return z.NEVER
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}
