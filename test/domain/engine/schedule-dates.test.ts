import { interestDays, periodsOf, unitsBetween } from '../../../src/domain/engine/schedule/dates'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { LoanTerms } from '../../../src/domain/events/lending/loan-terms'

function terms(given: Partial<LoanTerms>): LoanTerms {
  return completeTerms({
    principal: '1200000',
    numberOfRepayments: 3,
    ratePeriod: 'MONTH',
    ...given,
  })
}

const dues = (given: Partial<LoanTerms>, disbursedOn: string) =>
  periodsOf(terms(given), disbursedOn).map(({ due }) => due)

describe('due dates', () => {
  it('keep the month end of the disbursement', () => {
    expect(dues({}, '2024-01-31')).toEqual(['2024-02-29', '2024-03-31', '2024-04-30'])
    expect(dues({}, '2025-01-30')).toEqual(['2025-02-28', '2025-03-30', '2025-04-30'])
    expect(dues({ repaymentEvery: 2 }, '2025-12-31')).toEqual([
      '2026-02-28',
      '2026-04-30',
      '2026-06-30',
    ])
  })

  it('count from the first repayment date where one is set', () => {
    expect(dues({ firstRepaymentOn: '2026-01-31' }, '2026-01-10')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ])
  })

  it('step by days and weeks', () => {
    expect(dues({ repaymentUnit: 'DAYS', repaymentEvery: 7 }, '2026-05-23')[0]).toBe('2026-05-30')
    expect(dues({ repaymentUnit: 'WEEKS', repaymentEvery: 2 }, '2026-05-23')[2]).toBe('2026-07-04')
  })

  it('follow each other without a gap', () => {
    expect(periodsOf(terms({}), '2026-01-10')).toEqual([
      { from: '2026-01-10', due: '2026-02-10' },
      { from: '2026-02-10', due: '2026-03-10' },
      { from: '2026-03-10', due: '2026-04-10' },
    ])
  })
})

describe('days that bear interest', () => {
  it('are one regular period before the first due date, whatever the disbursement', () => {
    const period = { from: '2025-01-31', due: '2025-02-28' }
    expect(interestDays(terms({}), period, true)).toBe(31)
    expect(interestDays(terms({}), period, false)).toBe(28)
  })

  it('are 30 of every month where the terms say so', () => {
    const period = { from: '2025-01-31', due: '2025-03-31' }
    expect(interestDays(terms({ daysInMonth: 30, repaymentEvery: 2 }), period, false)).toBe(60)
  })
})

describe('units of a flat loan', () => {
  const units = (from: string, to: string, given: Partial<LoanTerms> = {}) =>
    unitsBetween(from, to, terms(given)).toNumber()

  it('are whole months and the days of the broken one over the days it has', () => {
    expect(units('2026-01-10', '2026-03-10')).toBe(2)
    expect(units('2026-01-10', '2026-03-25')).toBe(2 + 15 / 31)
    expect(units('2026-01-31', '2026-02-28')).toBe(1)
    expect(units('2025-12-31', '2026-02-28')).toBe(2)
  })

  it('are weeks and days over 7, and days', () => {
    expect(units('2026-01-10', '2026-01-27', { repaymentUnit: 'WEEKS' })).toBe(2 + 3 / 7)
    expect(units('2026-01-10', '2026-01-27', { repaymentUnit: 'DAYS' })).toBe(17)
  })
})
