/** The quotient as an integer, a tie going to the even neighbour. The divisor is above zero. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new RangeError('The divisor must be above zero.')
  const quotient = dividend / divisor
  const remainder = dividend % divisor
  const twice = 2n * (remainder < 0n ? -remainder : remainder)
  const awayFromZero = twice > divisor || (twice === divisor && quotient % 2n !== 0n)
  if (!awayFromZero) return quotient
  return dividend < 0n ? quotient - 1n : quotient + 1n
}
