/** An amount in minor units of its currency, written as decimal digits: the JSON form of a bigint. */
export type MinorUnits = string
import { assertInvariant } from './invariant'

/** The largest amount taken, in minor units: every amount is exact as a JSON number. */
export const MAX_MINOR = 10n ** 14n

export type ParsedAmount =
  { ok: true; minor: bigint } | { ok: false; reason: AmountProblem; problem: string }

export type AmountProblem = 'NO_NUMBER' | 'TOO_PRECISE' | 'TOO_LARGE'

const JSON_NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
const MAX_DIGITS = MAX_MINOR.toString().length
const MINOR_UNITS = /^(?:0|[1-9]\d*)$/

/**
 * Reads an amount in major units from its own text, never through a float.
 * Trailing zeros are not decimals. A negative amount is read: the caller judges the sign.
 * @param text a JSON number, exponent included, or the same as a decimal string
 * @param exponent how many decimals the currency has
 */
export function parseAmount(text: string, exponent: number): ParsedAmount {
  const decimal = readDecimal(text)
  if (decimal === undefined) return { ok: false, reason: 'NO_NUMBER', problem: 'must be a number' }
  const { isNegative, digits, power } = decimal
  if (digits === '') return { ok: true, minor: 0n }

  const shift = power + exponent
  if (shift < 0) return tooPrecise(exponent)
  if (digits.length + shift > MAX_DIGITS) return tooLarge(exponent)

  const magnitude = BigInt(digits) * 10n ** BigInt(shift)
  if (magnitude > MAX_MINOR) return tooLarge(exponent)
  return { ok: true, minor: isNegative ? -magnitude : magnitude }
}

/**
 * One text for all spellings of one amount, in whatever currency: `80000`, `80000.00` and `8e4` are
 * the same. Undefined for what is no number.
 */
export function canonicalAmount(text: string): string | undefined {
  const decimal = readDecimal(text)
  if (decimal === undefined) return undefined
  const { isNegative, digits, power } = decimal
  return digits === '' ? '0' : `${isNegative ? '-' : ''}${digits}e${power}`
}

/** Minor units as decimal text with the currency's exact decimals: 2500000 at 2 is `25000.00`. */
export function formatMinor(minor: bigint, exponent: number): string {
  const sign = minor < 0n ? '-' : ''
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const point = digits.length - exponent
  return sign + digits.slice(0, point) + (exponent > 0 ? `.${digits.slice(point)}` : '')
}

/** Minor units out of their JSON form; amounts of a payload are never negative. */
export function minorOf(text: MinorUnits): bigint {
  assertInvariant(MINOR_UNITS.test(text), 'An amount of minor units is written as decimal digits.')
  return BigInt(text)
}

export function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

interface Decimal {
  isNegative: boolean
  /** Without a zero at either end; empty for zero. */
  digits: string
  /** The number is `digits` × 10^power. */
  power: number
}

function readDecimal(text: string): Decimal | undefined {
  const [matched, sign, whole = '', decimals = '', power = '0'] = JSON_NUMBER.exec(text) ?? []
  if (matched === undefined) return undefined
  const written = whole + decimals
  const end = endOfDigits(written)
  return {
    isNegative: sign === '-',
    digits: written.slice(startOfDigits(written), end),
    power: boundedPower(power) - decimals.length + (written.length - end),
  }
}

// Loops, not /0+$/: that pattern takes quadratic time on a long run of zeros.
function endOfDigits(digits: string): number {
  let end = digits.length
  while (end > 0 && digits[end - 1] === '0') end--
  return end
}

function startOfDigits(digits: string): number {
  let start = 0
  while (start < digits.length && digits[start] === '0') start++
  return start
}

/** No text is long enough for a power beyond a billion to matter but by its sign. */
function boundedPower(power: string): number {
  return Math.max(-1e9, Math.min(1e9, Number(power)))
}

function tooPrecise(exponent: number): ParsedAmount {
  const problem =
    exponent === 0 ? 'must not have decimals' : `must not have more than ${exponent} decimals`
  return { ok: false, reason: 'TOO_PRECISE', problem }
}

function tooLarge(exponent: number): ParsedAmount {
  const problem = `must not be above ${formatMinor(MAX_MINOR, exponent)}`
  return { ok: false, reason: 'TOO_LARGE', problem }
}
