import type { z } from 'zod'

import { AppError } from '../../../platform/errors'
import type { FieldError } from '../../../platform/errors'
import { invalid } from '../lms-error'
import { MANDATORY } from './problem'

/** The fields of a write, in the order in which they are told of. */
export type Fields = Readonly<Record<string, z.ZodType>>
export type Values<Shape extends Fields> = z.output<z.ZodObject<Shape>>

/** A rule across fields: of those that are wrong already nothing is known. */
export type Rule<Shape extends Fields> = (values: Partial<Values<Shape>>) => FieldError[]

/**
 * Reads the fields of a write, telling all that is wrong with them at once; what is no date is told
 * before everything else.
 * @throws AppError 400
 */
export function readForm<Shape extends Fields>(
  shape: Shape,
  body: unknown,
  rules: readonly Rule<Shape>[] = [],
): Values<Shape> {
  if (!isObject(body)) throw refused('NO_OBJECT', 'the body must be a JSON object')
  const { values, problems } = readFields(shape, body)
  const noDates = problems.filter(({ isNoDate }) => isNoDate)
  if (noDates.length > 0) {
    const texts = noDates.map(({ field, message }) => `${field} ${message}`)
    throw refused('NO_DATE', texts.join('; '))
  }
  const errors = [...problems, ...rules.flatMap((rule) => rule(values))]
  if (errors.length > 0) throw invalid(inOrderOf(shape, errors))
  // Without an error every field of the shape has its value.
  return values as Values<Shape>
}

/** Said of a field that another one makes mandatory. */
export function missing(field: string): FieldError {
  return { field, message: MANDATORY }
}

interface FoundProblem extends FieldError {
  isNoDate: boolean
}

/** Field by field, so that one that is wrong hides no other. */
export function readFields<Shape extends Fields>(shape: Shape, body: Record<string, unknown>) {
  const values: Record<string, unknown> = {}
  const problems: FoundProblem[] = []
  for (const [name, schema] of Object.entries(shape)) {
    const read = schema.safeParse(Object.hasOwn(body, name) ? body[name] : undefined)
    if (read.success) values[name] = read.data
    else problems.push(...read.error.issues.map((issue) => problemOf(name, issue)))
  }
  return { values: values as Partial<Values<Shape>>, problems }
}

function problemOf(name: string, issue: z.core.$ZodIssue): FoundProblem {
  const isNoDate = issue.code === 'custom' && issue.params?.['isNoDate'] === true
  const field = issue.path.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${String(step)}`),
    name,
  )
  return { field, message: issue.message, isNoDate }
}

function inOrderOf(shape: Fields, errors: FieldError[]): FieldError[] {
  const names = Object.keys(shape)
  const placeOf = ({ field }: FieldError) => {
    const place = names.indexOf(field.replace(/[.[].*/, ''))
    return place === -1 ? names.length : place
  }
  return errors.toSorted((one, other) => placeOf(one) - placeOf(other))
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

function refused(code: string, message: string): AppError {
  return new AppError(code, message, { status: 400 })
}
