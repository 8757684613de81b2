import { isLosslessNumber } from 'lossless-json'

import { formatMinor, MAX_MINOR, parseAmount } from '../../../domain/values/money'
import type { AmountProblem } from '../../../domain/values/money'
import type { JsonSchema, Kind } from './field'
import { wrong, Wrong } from './problem'

const DECIMAL = { type: 'string', pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?$' }
const DIGITS = { type: 'string', pattern: '^\\d+$' }

const NO_NUMBER = 'must be a number.'
const TOO_LARGE = 'is too large.'

/** Decimals that a rate may have. */
const RATE_DECIMALS = 6
const LARGEST_RATE = 1_000_000n * 10n ** BigInt(RATE_DECIMALS)
/** The columns of numbers are of 64 bits. */
const NUMBERS_END = 2n ** 63n

/**
 * Money in major units, a JSON number or a decimal string, read by its own text into minor units.
 * @param exponent how many decimals the business's currency has
 */
export function money(exponent: number): Kind<bigint> {
  return {
    read: (value) => positive(decimal(value, exponent, MAX_MINOR)),
    schema: { anyOf: [{ type: 'number', exclusiveMinimum: 0 }, DECIMAL] },
  }
}

/** A rate in percent as decimal text: `11` for 11 %. */
export const rate: Kind<string> = {
  read(value) {
    const given = notBelow(0, decimal(value, RATE_DECIMALS, LARGEST_RATE))
    if (given instanceof Wrong) return given
    return formatMinor(given, RATE_DECIMALS).replace(/\.?0+$/, '')
  },
  schema: { anyOf: [{ type: 'number', minimum: 0 }, DECIMAL] },
}

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number): Kind<number> {
  return {
    read(value) {
      const given = notBelow(least, decimal(value, 0, MAX_MINOR, WHOLE))
      if (given instanceof Wrong) return given
      return given > BigInt(most) ? wrong(`must not be greater than ${most}.`) : Number(given)
    },
    schema: { anyOf: [{ type: 'integer', minimum: least, maximum: most }, DIGITS] },
  }
}

/** A number under which something may be kept; nothing is under 0. */
export const reference: Kind<bigint> = {
  read(value) {
    const text = textOf(value)
    if (text === null || !/^\d{1,100}$/.test(text)) return wrong(NO_NUMBER)
    return BigInt(text) < NUMBERS_END ? BigInt(text) : 0n
  },
  schema: { anyOf: [{ type: 'integer', minimum: 1 }, DIGITS] },
}

/** One of a few codes, read as what it stands for. */
export function codeOf<Meaning>(meanings: ReadonlyMap<number, Meaning>): Kind<Meaning> {
  const known = [...meanings.keys()]
  return {
    read(value) {
      const given = decimal(value, 0, MAX_MINOR)
      const meaning = given instanceof Wrong ? undefined : meanings.get(Number(given))
      return meaning ?? wrong(`must be one of [ ${known.join(', ')} ].`)
    },
    schema: { anyOf: [{ type: 'integer', enum: known }, DIGITS] } satisfies JsonSchema,
  }
}

type Said = Partial<Record<AmountProblem, string>>

const WHOLE: Said = { TOO_PRECISE: 'must be a whole number.' }

function decimal(value: unknown, decimals: number, most: bigint, said: Said = {}): bigint | Wrong {
  const text = textOf(value)
  if (text === null) return wrong(NO_NUMBER)
  const parsed = parseAmount(text, decimals)
  if (parsed.ok) return parsed.minor > most ? wrong(TOO_LARGE) : parsed.minor
  const usual = { NO_NUMBER, TOO_LARGE, TOO_PRECISE: `${parsed.problem}.` }
  return wrong({ ...usual, ...said }[parsed.reason])
}

function textOf(value: unknown): string | null {
  const written = isLosslessNumber(value) ? value.value : value
  return typeof written === 'string' ? written : null
}

function positive(given: bigint | Wrong): bigint | Wrong {
  if (given instanceof Wrong || given > 0n) return given
  return wrong('must be greater than 0.')
}

function notBelow(least: number, given: bigint | Wrong): bigint | Wrong {
  if (given instanceof Wrong || given >= BigInt(least)) return given
  return wrong(least === 1 ? 'must be greater than 0.' : `must not be less than ${least}.`)
}
