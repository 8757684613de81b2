import { isLosslessNumber } from 'lossless-json'
import { z } from 'zod'
import 'zod-openapi'

import { FIRST_DATE, FIRST_MONTH, isCivilDate, isCivilMonth } from '../../domain/values/calendar'
import { canonicalId, ID_PATTERN, idProblem } from '../../domain/values/identifier'
import { parseAmount } from '../../domain/values/money'
import {
  isBlank,
  isPlainText,
  LONGEST_TEXT,
  PLAIN_PATTERN,
  VISIBLE_PATTERN,
} from '../../domain/values/text'
import { StandingId } from './standing-id'

const TEXT_SCHEMA = { type: 'string', minLength: 1, maxLength: LONGEST_TEXT } as const
/** From 1970 on. */
const YEARS = '(19[7-9]|[2-9]\\d\\d)\\d'
const MONTH_PATTERN = `^${YEARS}-(0[1-9]|1[0-2])$`
const DATE_PATTERN = `^${YEARS}-\\d\\d-\\d\\d$`
const AMOUNT_TEXT = '^-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?$'

/** The id of a loan or a customer, in Unicode NFC; one that stood before the rule goes on as it is. */
export function id(description: string, example: string) {
  return z
    .unknown()
    .transform((value, context): string => {
      if (value instanceof StandingId) return value.text
      const problem = typeof value === 'string' ? idProblem(value) : notText(value)
      if (problem === null) return canonicalId(value as string)
      context.addIssue({ code: 'custom', message: problem })
      return z.NEVER
    })
    .meta({ description, example, override: { ...TEXT_SCHEMA, pattern: ID_PATTERN } })
}

/** A name or a reason: any script, kept as it was sent. */
export function text(description: string, example: string) {
  return plainText('Must not be blank.')
    .refine((value) => !isBlank(value), { error: 'Must not be blank.', abort: true })
    .meta({ description, example, override: { ...TEXT_SCHEMA, pattern: VISIBLE_PATTERN } })
}

/** Absent, null and the empty string are the same. */
export function optionalText(description: string, example: string) {
  return plainText('Must be a string.')
    .nullish()
    .transform((value) => value ?? '')
    .meta({
      description,
      example,
      override: { type: ['string', 'null'], maxLength: LONGEST_TEXT, pattern: PLAIN_PATTERN },
    })
}

export function date(description: string, example: string) {
  return z
    .string({ error: 'Must be a date: yyyy-MM-dd.' })
    .refine(isCivilDate, { error: 'Must be a date that exists: yyyy-MM-dd.', abort: true })
    .refine((value) => value >= FIRST_DATE, { error: `Must not be before ${FIRST_DATE}.` })
    .meta({ description, example, override: { format: 'date', pattern: DATE_PATTERN } })
}

export function month(description: string, example: string) {
  return z
    .string({ error: 'Must be a month: yyyy-MM.' })
    .refine(isCivilMonth, { error: 'Must be a month that exists: yyyy-MM.', abort: true })
    .refine((value) => value >= FIRST_MONTH, { error: `Must not be before ${FIRST_MONTH}.` })
    .meta({ description, example, override: { pattern: MONTH_PATTERN } })
}

export type Sign = 'positive' | 'notNegative' | 'any'

interface AmountField {
  sign: Sign
  description: string
  example: number
}

/**
 * An amount in major units, a JSON number or a decimal string, read by its own text into minor
 * units.
 * @param exponent how many decimals the business's currency has
 * @param missing what is said when it is absent or null
 */
export function amount(exponent: number, missing: string, field: AmountField) {
  return z
    .unknown()
    .transform((value, context): bigint => {
      const read = isAbsent(value) ? missing : readAmount(value, exponent, field.sign)
      if (typeof read !== 'string') return read
      context.addIssue({ code: 'custom', message: read })
      return z.NEVER
    })
    .meta({ ...metaOf(field), override: { anyOf: amountSchemas(field.sign) } })
}

/** The same where it may be absent or null: then it is null. */
export function optionalAmount(exponent: number, field: AmountField) {
  return z
    .unknown()
    .optional()
    .transform((value, context): bigint | null => {
      if (isAbsent(value)) return null
      const read = readAmount(value, exponent, field.sign)
      if (typeof read !== 'string') return read
      context.addIssue({ code: 'custom', message: read })
      return z.NEVER
    })
    .meta({
      ...metaOf(field),
      override: { anyOf: [...amountSchemas(field.sign), { type: 'null' }] },
    })
}

/** The amount in minor units, or what is wrong with it. */
function readAmount(value: unknown, exponent: number, sign: Sign): bigint | string {
  const written = isLosslessNumber(value) ? value.value : value
  if (typeof written !== 'string') return 'Must be a number.'
  const parsed = parseAmount(written, exponent)
  if (!parsed.ok) return sentence(parsed.problem)
  if (sign === 'positive' && parsed.minor <= 0n) return 'Must be > 0.'
  if (sign === 'notNegative' && parsed.minor < 0n) return 'Must be ≥ 0.'
  return parsed.minor
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function metaOf({ description, example }: AmountField) {
  return { description, example }
}

function amountSchemas(sign: Sign) {
  const ranges = { positive: { exclusiveMinimum: 0 }, notNegative: { minimum: 0 }, any: {} }
  return [
    { type: 'number' as const, ...ranges[sign] },
    { type: 'string' as const, pattern: AMOUNT_TEXT },
  ]
}

function plainText(missing: string) {
  return z
    .string({ error: ({ input }) => notText(input, missing) })
    .refine((value) => isPlainText(value), {
      error: `Must have at most ${LONGEST_TEXT} characters and no control characters.`,
    })
}

function notText(value: unknown, missing = 'Must not be blank.'): string {
  return value === undefined || value === null ? missing : 'Must be a string.'
}

function sentence(problem: string): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`
}

export function flag(description: string) {
  return z
    .boolean({ error: 'Must be true or false.' })
    .nullish()
    .meta({ description, example: false })
}
