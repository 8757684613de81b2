import fc from 'fast-check'
import { LosslessNumber } from 'lossless-json'

import { isZero, roughly, writeAmount } from '../../console/src/parts/money/amount'
import { readJson } from '../../console/src/api/read-json'
import { formatMinor } from '../../src/domain/values/money'
import { wireAmount } from '../../src/api/wire/amount'

describe('an amount as it is shown', () => {
  it.each<[string, number, string]>([
    ['248157.8', 2, '248,157.80'],
    ['0', 2, '0.00'],
    ['-12.5', 2, '\u221212.50'],
    ['999', 0, '999'],
    ['1000', 0, '1,000'],
    ['1.234', 3, '1.234'],
    ['123456789012345678901234.56', 2, '123,456,789,012,345,678,901,234.56'],
  ])('%s at %i decimals is %s', (text, exponent, shown) => {
    expect(writeAmount(new LosslessNumber(text), exponent)).toBe(shown)
  })

  it('is never rounded', () => {
    expect(() => writeAmount(new LosslessNumber('1.005'), 2)).toThrow(RangeError)
    expect(() => writeAmount(NaN, 2)).toThrow(RangeError)
  })

  it('has every digit of what the server wrote, however large', () => {
    const minor = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 4 }), (given, exponent) => {
        const sent = `{"amount":${wireAmount(given, exponent).value}}`
        const { amount } = readJson(sent) as { amount: LosslessNumber }
        const shown = writeAmount(amount, exponent)
        expect(shown.replaceAll(',', '').replace('\u2212', '-')).toBe(formatMinor(given, exponent))
        expect(isZero(amount)).toBe(given === 0n)
      }),
    )
  })

  it('is a float only where it is drawn', () => {
    expect(roughly(new LosslessNumber('0.1'))).toBe(0.1)
  })
})

describe('an answer in JSON', () => {
  it('has counts as numbers and keeps the text of all else', () => {
    const read = readJson('{"events":12,"seconds":41.207,"large":90071992547409931}')
    expect(read).toEqual({
      events: 12,
      seconds: new LosslessNumber('41.207'),
      large: new LosslessNumber('90071992547409931'),
    })
  })
})
