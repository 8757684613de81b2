import { currencyExponent } from '../../../src/domain/values/currency'

describe('currencyExponent', () => {
  it.each([
    ['TZS', 2],
    ['USD', 2],
    ['JPY', 0],
    ['UGX', 0],
    ['XOF', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('gives %s %i decimals', (code, exponent) => {
    expect(currencyExponent(code)).toBe(exponent)
  })

  it.each(['', 'tzs', 'ZZZ', 'DEM', 'XAU', 'XXX', 'XTS', '840', 'USD '])(
    'knows no currency %j',
    (code) => {
      expect(currencyExponent(code)).toBeUndefined()
    },
  )
})
