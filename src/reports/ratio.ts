import { divideHalfEven } from '../domain/values/rounding'

const PARTS = 10_000

/** A part of a whole, to four decimals; 0 where there is no whole. */
export function ratioOf(part: bigint, whole: bigint): number {
  return whole > 0n ? Number(divideHalfEven(part * BigInt(PARTS), whole)) / PARTS : 0
}
