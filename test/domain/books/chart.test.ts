import { accountNames, accountOf, STANDARD_CHART } from '../../../src/domain/books/chart'

describe('the chart of accounts', () => {
  it('has each account once, typed by its first digit', () => {
    const codes = STANDARD_CHART.map(({ code }) => code)
    expect(new Set(codes).size).toBe(14)
    const typeOf: Record<string, string> = {
      '1': 'ASSET',
      '2': 'LIABILITY',
      '4': 'INCOME',
      '5': 'EXPENSE',
    }
    for (const { code, type } of STANDARD_CHART) expect(type).toBe(typeOf[code[0] ?? ''])
  })

  it('gives way to the accounts that a business has named', () => {
    const accounts = { [accountNames.glAsset]: '1400', [accountNames.glFee]: '7000' }
    expect(accountOf('1101', accounts)).toBe('1400')
    expect(accountOf('4102', accounts)).toBe('7000')
    expect(accountOf('4101', accounts)).toBe('4101')
  })
})
