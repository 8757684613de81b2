import fc from 'fast-check'
import { divideHalfEven } from '../../../src/domain/values/rounding'
import { vatOn } from '../../../src/domain/values/vat'

describe('divideHalfEven', () => {
  it.each<[bigint, bigint, bigint]>([
    [5n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 2n],
    [26n, 10n, 3n],
    [24n, 10n, 2n],
    [-5n, 10n, 0n],
    [-15n, 10n, -2n],
    [-25n, 10n, -2n],
    [-26n, 10n, -3n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [0n, 7n, 0n],
  ])('divides %s by %s to %s', (dividend, divisor, quotient) => {
    expect(divideHalfEven(dividend, divisor)).toBe(quotient)
  })

  it.each([0n, -1n])('refuses to divide by %s', (divisor) => {
    expect(() => divideHalfEven(1n, divisor)).toThrow(RangeError)
  })

  it('is never more than half a unit off, and even on a tie', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 9n }), (dividend, divisor) => {
        const quotient = divideHalfEven(dividend, divisor)
        const off = 2n * (dividend - quotient * divisor)
        expect(off <= divisor && off >= -divisor).toBe(true)
        if (off === divisor || off === -divisor) expect(quotient % 2n).toBe(0n)
      }),
    )
  })
})

describe('vatOn', () => {
  it.each<[bigint, string, bigint]>([
    [50000n, '0.18', 9000n],
    [50000n, '0.18000000', 9000n],
    [25n, '0.18', 4n],
    [75n, '0.18', 14n],
    [125n, '0.18', 22n],
    [3n, '0.18', 1n],
    [2n, '0.18', 0n],
    [10n, '0.05', 0n],
    [30n, '0.05', 2n],
    [12345n, '0', 0n],
    [12345n, '1', 12345n],
    [0n, '0.18', 0n],
    [10n ** 14n, '0.07250001', 7250001000000n],
  ])('on %s at %s is %s', (fee, rate, vat) => {
    expect(vatOn(fee, rate)).toBe(vat)
  })

  it.each(['', '18 %', '-0.18', '.18', '0.', '1e-1', 'NaN'])('refuses the rate %j', (rate) => {
    expect(() => vatOn(100n, rate)).toThrow(RangeError)
  })
})
