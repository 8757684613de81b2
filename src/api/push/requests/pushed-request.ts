import { z } from 'zod'
import 'zod-openapi'

import { PUSH_NAMES } from '../../../domain/events/kinds'
import type { LoanEventKind, PushedKind } from '../../../domain/events/kinds'
import type { StagedContext } from '../../../domain/events/staged-context'
import type { PushedContent } from '../../../domain/events/details'
import type { CivilDate } from '../../../domain/values/calendar'
import type { RefusalCode } from '../../../domain/events/refusal'
import type { FieldError } from '../../../platform/errors'
import type { AskedReversal } from '../../../stream/reversal-request'
import { flag } from '../../wire/fields'
import type { Received } from '../../wire/received'

// The document says the same for every currency: the decimals an amount may have are the business's.
const DOCUMENTED_EXPONENT = 2

/** What every kind of request can ask for. */
const rehearsalShape = {
  dryRun: flag('Only tell what would happen: nothing is staged, posted or kept.'),
}

export interface PushedEvent {
  kind: LoanEventKind
  loanId: string
  customerName: string
  payload: PushedContent<LoanEventKind>['payload']
  effectiveDate: CivilDate
}

export interface PushedReversal {
  kind: 'REVERSAL'
  loanId: string
  asked: AskedReversal
  context: StagedContext
}

/** An event and what is to stand in its place. */
export interface PushedCorrection extends Omit<PushedReversal, 'kind'> {
  kind: 'CORRECTION'
  event: PushedEvent
}

export type Pushed = PushedEvent | PushedReversal | PushedCorrection

export interface InvalidRequest {
  code: RefusalCode
  message: string
  fields: FieldError[]
}

export type Reading<T> =
  { ok: true; value: T; dryRun: boolean } | { ok: false; invalid: InvalidRequest }

/** Which kind of request it is, and how it is told of. */
interface Described {
  kind: PushedKind
  docs: { schemaId: string; operationId: string; summary: string; description: string }
}

/** What a request has: its fields, the rules across them, and what it becomes. */
interface RequestForm<Shape extends z.ZodRawShape, T> {
  /** @param exponent how many decimals amounts have */
  shape(exponent: number): Shape
  /** Judges the fields that are valid on their own. */
  rules?(values: Partial<Values<Shape>>, received: Received): FieldError[]
  /** What lies in the future, if anything. */
  future?(values: Partial<Values<Shape>>, today: CivilDate): FieldError | null
  build(values: Values<Shape>, received: Received): T
}

type RequestKind<Shape extends z.ZodRawShape, T> = Described & RequestForm<Shape, T>

type Values<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>

export type RequestReader<T> = (
  body: unknown,
  received: Received,
  extra?: FieldError[],
) => Reading<T>

/** A kind of request as its address and a batch take it. */
export interface PushedRequestKind extends Described {
  /** In its address and in a batch. */
  name: string
  schema: z.ZodObject
  read: RequestReader<PushedEvent | PushedReversal>
}

export function pushedKind<Shape extends z.ZodRawShape, T extends PushedEvent | PushedReversal>(
  given: RequestKind<Shape, T>,
): PushedRequestKind {
  const { kind, docs } = given
  const schema = z
    .object({ ...given.shape(DOCUMENTED_EXPONENT), ...rehearsalShape })
    .meta({ id: docs.schemaId })
  return { kind, name: PUSH_NAMES[kind], docs, schema, read: requestReader(given) }
}

/** Reads a request of one form, telling everything that is wrong with it at once. */
export function requestReader<Shape extends z.ZodRawShape, T>(
  kind: RequestForm<Shape, T>,
): RequestReader<T> {
  const shapes = new Map<number, Shape>()
  const shapeFor = (exponent: number): Shape => {
    const shape = shapes.get(exponent) ?? kind.shape(exponent)
    shapes.set(exponent, shape)
    return shape
  }
  return (body, received, extra = []) => {
    if (!isObject(body)) return invalid('The body must be a JSON object.', extra)
    const { values, errors } = readFields(shapeFor(received.business.exponent), body)
    const rehearsal = readFields(rehearsalShape, body)
    errors.push(...rehearsal.errors)
    errors.push(...(kind.rules?.(values, received) ?? []), ...extra)
    const future = kind.future?.(values, received.today) ?? null
    if (errors.length > 0) {
      return invalid('The request is not valid.', future ? [...errors, future] : errors)
    }
    if (future) return invalid('The date lies in the future.', [future], 'DATE_IN_FUTURE')
    // Without an error every field of the shape has its value.
    const value = kind.build(values as Values<Shape>, received)
    return { ok: true, value, dryRun: rehearsal.values.dryRun ?? false }
  }
}

/** Field by field, so that the rules across fields are judged beside a field that is wrong. */
function readFields<Shape extends z.ZodRawShape>(shape: Shape, body: Record<string, unknown>) {
  const values: Record<string, unknown> = {}
  const errors: FieldError[] = []
  for (const [field, schema] of Object.entries(shape)) {
    const result = (schema as z.ZodType).safeParse(
      Object.hasOwn(body, field) ? body[field] : undefined,
    )
    if (result.success) values[field] = result.data
    else errors.push(...result.error.issues.map(({ message }) => ({ field, message })))
  }
  return { values: values as Partial<Values<Shape>>, errors }
}

function invalid(
  message: string,
  fields: FieldError[],
  code: RefusalCode = 'VALIDATION_FAILED',
): { ok: false; invalid: InvalidRequest } {
  return { ok: false, invalid: { code, message, fields } }
}

function isObject(body: unknown): body is Record<string, unknown> {
  return (
    typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype
  )
}
