import { divideHalfEven } from './rounding'

const RATE = /^(\d+)(?:\.(\d+))?$/

/**
 * VAT on a fee in minor units, rounded once, HALF_EVEN.
 * @param rate decimal text, `0.18` for 18 %
 */
export function vatOn(fee: bigint, rate: string): bigint {
  const [matched, whole = '', decimals = ''] = RATE.exec(rate) ?? []
  if (matched === undefined) throw new RangeError('A VAT rate is decimal text such as 0.18.')
  return divideHalfEven(fee * BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}
