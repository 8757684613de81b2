import {
  CHARGE_CALCULATIONS,
  CHARGE_TIMES,
  CODES,
  codeOf,
  nameOf,
  STRATEGIES,
} from '../../../src/domain/engine/codes'
import { completeTerms } from '../../../src/domain/engine/terms'
import { stories } from '../../fineract/cases'
import { termsOf } from '../../fineract/terms'

describe('codes', () => {
  it.each([...Object.entries(CODES), ['charge time', CHARGE_TIMES], ['of', CHARGE_CALCULATIONS]])(
    '%s has one word for each number',
    (_field, coded) => {
      for (const [code, word] of (coded as typeof CHARGE_TIMES).words) {
        expect(codeOf(coded as typeof CHARGE_TIMES, word)).toBe(code)
      }
    },
  )

  it('refuses a word that has no number', () => {
    expect(() => codeOf(CODES.repaymentUnit, 'YEARS' as 'DAYS')).toThrow('No number for YEARS')
  })

  it('names every field of the terms as the API does', () => {
    const terms = completeTerms({ principal: '1', numberOfRepayments: 1, ratePeriod: 'YEAR' })
    const names = Object.keys(terms).map((field) => nameOf(field as keyof typeof terms))
    const known = stories().find(({ loan }) => 'installmentAmountInMultiplesOf' in loan)?.loan
    const optional = ['repaymentsStartingFromDate', 'interestRateFrequencyType']
    for (const name of names) expect([...Object.keys(known ?? {}), ...optional]).toContain(name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has Apache Fineract’s numbers', () => {
    const [story] = stories()
    expect(story).toBeDefined()
    if (story === undefined) return
    const { loan } = story
    const terms = termsOf(loan)
    expect(String(codeOf(CODES.interestType, terms.interestType))).toBe(loan.interestType)
    expect(String(codeOf(CODES.amortization, terms.amortization))).toBe(loan.amortizationType)
    expect(STRATEGIES).toContain(loan.transactionProcessingStrategyCode)
  })
})

describe('completeTerms', () => {
  it('fills in the defaults', () => {
    expect(
      completeTerms({ principal: '10000', numberOfRepayments: 12, ratePeriod: 'WHOLE_TERM' }),
    ).toEqual({
      principal: '10000',
      numberOfRepayments: 12,
      repaymentEvery: 1,
      repaymentUnit: 'MONTHS',
      loanTerm: 12,
      loanTermUnit: 'MONTHS',
      interestRate: '0',
      ratePeriod: 'WHOLE_TERM',
      interestType: 'DECLINING_BALANCE',
      amortization: 'EQUAL_INSTALLMENTS',
      interestCalculation: 'SAME_AS_REPAYMENT_PERIOD',
      partialPeriods: false,
      daysInYear: 'ACTUAL',
      daysInMonth: 'ACTUAL',
      graceOnPrincipal: 0,
      graceOnInterestPayment: 0,
      interestFreePeriods: 0,
      firstRepaymentOn: null,
      installmentMultiple: null,
      strategy: 'mifos-standard-strategy',
    })
  })

  it('reckons the term from the repayments that are given', () => {
    const terms = completeTerms({
      principal: '10000',
      numberOfRepayments: 3,
      ratePeriod: 'YEAR',
      repaymentEvery: 2,
      repaymentUnit: 'WEEKS',
      interestRate: undefined,
    })
    expect(terms).toMatchObject({ loanTerm: 6, loanTermUnit: 'WEEKS', interestRate: '0' })
  })

  it('keeps what is given', () => {
    for (const { loan } of stories()) {
      if (loan.principal === undefined) continue
      const terms = termsOf(loan)
      expect(completeTerms(terms)).toEqual(terms)
    }
  })
})
