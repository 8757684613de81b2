import type { Request } from 'express'
import { z } from 'zod'
import 'zod-openapi'

import { todayIn } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import type { Caller } from '../../identity/caller'
import type { Clock } from '../../platform/clock'
import { AppError } from '../../platform/errors'
import { bodyAsSent } from '../routing/request-body'
import type { RequestBody } from '../routing/request-body'
import { idempotencyKey, KEY_PATTERN } from '../wire/idempotency-key'
import { optional } from './fields/field'
import { readForm } from './fields/form'
import type { Fields, Rule, Values } from './fields/form'
import { flag } from './fields/texts'

// The document says the same for every currency: the decimals an amount may have are the business's.
const DOCUMENTED_EXPONENT = 2

const rehearsalShape = {
  dryRun: optional(flag, false, {
    description: 'Only tell what would happen: nothing is kept.',
    example: false,
  }),
}

/** What a kind of write has: its fields and the rules across them. */
export interface WriteForm<Shape extends Fields> {
  body: RequestBody<unknown>
  /** @throws AppError 400 */
  read(asked: { caller: Caller; body: unknown; http: Request }, clock: Clock): Write<Shape>
}

export interface Write<Shape extends Fields> {
  values: Values<Shape>
  dryRun: boolean
  key: string | null
  /** The business's date. */
  today: CivilDate
}

interface FormOptions<Shape extends Fields> {
  rules?: readonly Rule<Shape>[]
  /** No body is one without fields. */
  mayBeMissing?: boolean
}

/** @param shape by how many decimals amounts have */
export function writeForm<Shape extends Fields>(
  schemaId: string,
  shape: (exponent: number) => Shape,
  { rules = [], mayBeMissing = false }: FormOptions<Shape> = {},
): WriteForm<Shape> {
  const shapes = new Map<number, Shape & typeof rehearsalShape>()
  const shapeFor = (exponent: number) => {
    const known = shapes.get(exponent) ?? { ...shape(exponent), ...rehearsalShape }
    shapes.set(exponent, known)
    return known
  }
  const schema = z.object(shapeFor(DOCUMENTED_EXPONENT)).meta({ id: schemaId })
  return {
    body: bodyAsSent(schema, { mayBeMissing }),
    read({ caller: { business }, body, http }, clock) {
      const read = readForm<Shape>(shapeFor(business.exponent), body, rules)
      // Whether it is rehearsed is nothing that a command says: its words are kept.
      const { dryRun = false, ...values } = read as Values<Shape> & { dryRun?: boolean }
      return {
        values: values as unknown as Values<Shape>,
        dryRun,
        key: keyOf(http),
        today: todayIn(business.timeZone, clock.now()),
      }
    },
  }
}

function keyOf(http: Request): string | null {
  const { key, errors } = idempotencyKey(http)
  const [problem] = errors
  if (problem === undefined) return key
  throw new AppError('BAD_KEY', `${problem.field}: ${problem.message}`, { status: 400 })
}

/** The header that makes a write safe to repeat. */
export const keyHeader = {
  'Idempotency-Key': z
    .string()
    .optional()
    .meta({
      description:
        'Makes the write safe to repeat: the same key with the same content is the same write, for ever, and is answered with what it made as that stands now. Without one nothing is a repeat.',
      example: 'crm-7f3a',
      override: { minLength: 1, maxLength: 255, pattern: KEY_PATTERN },
    }),
}
