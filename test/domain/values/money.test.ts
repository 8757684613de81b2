import fc from 'fast-check'
import { InvariantError } from '../../../src/domain/values/invariant'
import { formatMinor, MAX_MINOR, minorOf, parseAmount } from '../../../src/domain/values/money'
import { patience } from '../../support/patience'

describe('parseAmount', () => {
  it.each<[string, number, bigint]>([
    ['25000', 2, 2500000n],
    ['25000.00', 2, 2500000n],
    ['100.000000', 2, 10000n],
    ['0.01', 2, 1n],
    ['0', 2, 0n],
    ['0.000', 0, 0n],
    ['-0.00', 2, 0n],
    ['-12.5', 2, -1250n],
    ['1e3', 2, 100000n],
    ['1E+3', 2, 100000n],
    ['1.5e-1', 2, 15n],
    ['100e-4', 2, 1n],
    ['0e999999999', 2, 0n],
    ['0.00e-999999999999999999999', 2, 0n],
    [`0.${'0'.repeat(1000)}1e1001`, 2, 100n],
    ['1000', 0, 1000n],
    ['1000.0', 0, 1000n],
    ['1.234', 3, 1234n],
    ['0.0001', 4, 1n],
    ['1000000000000', 2, MAX_MINOR],
    ['-1000000000000.00', 2, -MAX_MINOR],
    ['100000000000000', 0, MAX_MINOR],
    ['0.1e15', 0, MAX_MINOR],
  ])('reads %s with %i decimals', (text, exponent, minor) => {
    expect(parseAmount(text, exponent)).toEqual({ ok: true, minor })
  })

  it.each([
    ['100.000000000000000001', 2, 'must not have more than 2 decimals'],
    ['0.005', 2, 'must not have more than 2 decimals'],
    ['1e-3', 2, 'must not have more than 2 decimals'],
    ['1e-999999999', 2, 'must not have more than 2 decimals'],
    ['1.5', 0, 'must not have decimals'],
    ['1000000000000.01', 2, 'must not be above 1000000000000.00'],
    ['-1000000000000.01', 2, 'must not be above 1000000000000.00'],
    ['1e999999999', 2, 'must not be above 1000000000000.00'],
    ['1e99999999999999999999999', 2, 'must not be above 1000000000000.00'],
    ['100000000000001', 0, 'must not be above 100000000000000'],
  ])('refuses %s with %i decimals', (text, exponent, problem) => {
    expect(parseAmount(text, exponent)).toMatchObject({ ok: false, problem })
  })

  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '.5',
    '5.',
    '01',
    '-',
    '1e',
    '1e1.5',
    '0x10',
    '1,000',
    '1_000',
    'NaN',
    'Infinity',
    '١٢',
    'one',
    '--1',
    '1..2',
    'null',
  ])('refuses %j as no number', (text) => {
    expect(parseAmount(text, 2)).toMatchObject({ ok: false, problem: 'must be a number' })
  })

  it('is not slowed by a megabyte of digits', () => {
    const zeros = '0'.repeat(1_000_000)
    const started = performance.now()
    expect(parseAmount(`1${zeros}`, 2).ok).toBe(false)
    expect(parseAmount(`0.${zeros}1`, 2).ok).toBe(false)
    expect(parseAmount(`1.${zeros}`, 2)).toEqual({ ok: true, minor: 100n })
    expect(parseAmount('7'.repeat(1_000_000), 2).ok).toBe(false)
    expect(parseAmount(`1e${'9'.repeat(1_000_000)}`, 2).ok).toBe(false)
    expect(performance.now() - started).toBeLessThan(patience(1_000))
  })
})

describe('formatMinor', () => {
  it.each<[bigint, number, string]>([
    [2500000n, 2, '25000.00'],
    [5n, 2, '0.05'],
    [0n, 2, '0.00'],
    [-5n, 2, '-0.05'],
    [-12345n, 2, '-123.45'],
    [7n, 0, '7'],
    [-7n, 0, '-7'],
    [1n, 3, '0.001'],
    [MAX_MINOR, 4, '10000000000.0000'],
  ])('writes %s at %i as %s', (minor, exponent, text) => {
    expect(formatMinor(minor, exponent)).toBe(text)
  })

  it('writes what parseAmount reads', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -MAX_MINOR, max: MAX_MINOR }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 20 }),
        (minor, exponent, zeros) => {
          const text = formatMinor(minor, exponent)
          expect(parseAmount(text, exponent)).toEqual({ ok: true, minor })
          const longer = (exponent === 0 ? `${text}.0` : text) + '0'.repeat(zeros)
          expect(parseAmount(longer, exponent)).toEqual({ ok: true, minor })
        },
      ),
    )
  })

  it('gives text that is exact as a JSON number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: MAX_MINOR }),
        fc.constantFrom(0, 2, 3),
        (minor, exponent) => {
          const read = JSON.parse(formatMinor(minor, exponent)) as number
          expect(read.toFixed(exponent)).toBe(formatMinor(minor, exponent))
        },
      ),
    )
  })

  it('reads any JSON number as scientific notation says', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -999999n, max: 999999n }),
        fc.integer({ min: -8, max: 6 }),
        (digits, power) => {
          const parsed = parseAmount(`${digits}e${power}`, 2)
          const shift = power + 2
          const scaled = shift < 0 ? digits : digits * 10n ** BigInt(shift)
          const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n
          const exact = scaled % divisor === 0n
          expect(parsed).toMatchObject(
            exact
              ? { ok: true, minor: scaled / divisor }
              : { ok: false, problem: 'must not have more than 2 decimals' },
          )
        },
      ),
    )
  })
})

describe('minorOf', () => {
  it('reads decimal digits', () => {
    expect(minorOf('2500000')).toBe(2500000n)
    expect(minorOf('0')).toBe(0n)
  })

  it.each(['', '-1', '1.0', '01', ' 1', '0x1'])('throws at %j', (text) => {
    expect(() => minorOf(text)).toThrow(InvariantError)
  })
})
