import { Decimal } from 'decimal.js'
import { divideHalfEven } from '../../values/rounding'

const HALF_EVEN = Decimal.ROUND_HALF_EVEN

/**
 * Every step towards a rate has 12 significant digits: what Apache Fineract calculates schedules
 * with (its MoneyHelper), and half cents depend on it.
 */
const Rate = Decimal.clone({ precision: 12, rounding: HALF_EVEN })

/** For what is rounded only once, at its end. */
export const Exact = Decimal.clone({ precision: 60, rounding: HALF_EVEN })

export function rateOf(figure: string): Decimal {
  return new Rate(figure).toSignificantDigits(12)
}

/** To a whole number of minor units, HALF_EVEN. */
export function toMinor(value: Decimal): bigint {
  return BigInt(value.toFixed(0, HALF_EVEN))
}

/** What an amount in minor units comes to. */
export type Multiply = (amount: bigint) => bigint

/** Times a rate, rounded once, HALF_EVEN. Made once for many amounts: integers are far quicker. */
export function timesRate(rate: Decimal): Multiply {
  const [whole = '', decimals = ''] = rate.toFixed().split('.')
  const [numerator, denominator] = [BigInt(whole + decimals), 10n ** BigInt(decimals.length)]
  return (amount) => divideHalfEven(amount * numerator, denominator)
}

/** @param percent decimal text, `2.5` for 2.5 % */
export function timesPercent(percent: string): Multiply {
  return timesRate(new Exact(percent).div(100))
}

/** An amount in minor units shared among so many, HALF_EVEN. */
export function shareOf(amount: bigint, among: number): bigint {
  return divideHalfEven(amount, BigInt(among))
}

/** To the nearest multiple, HALF_EVEN. */
export function toMultiple(amount: bigint, multiple: bigint): bigint {
  return divideHalfEven(amount, multiple) * multiple
}
