import { faultsOfTerms, isTooLarge, isTooLate } from '../../../src/domain/engine/schedule/faults'
import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { LoanTerms } from '../../../src/domain/events/lending/loan-terms'

function terms(given: Partial<LoanTerms> = {}): LoanTerms {
  return completeTerms({
    principal: '1200000',
    numberOfRepayments: 4,
    ratePeriod: 'MONTH',
    interestRate: '2',
    ...given,
  })
}

const faults = (given: Partial<LoanTerms>) =>
  faultsOfTerms(terms(given)).map(({ field, code }) => `${field} ${code}`)

describe('faults of terms', () => {
  it('are none of terms that make a schedule', () => {
    expect(faults({})).toEqual([])
    expect(
      faults({ graceOnPrincipal: 3, graceOnInterestPayment: 3, interestFreePeriods: 4 }),
    ).toEqual([])
  })

  it.each<[string, Partial<LoanTerms>, string]>([
    ['a longer term', { loanTerm: 5 }, 'loanTerm greater.than.repayment.structure.suggests'],
    ['a shorter term', { loanTerm: 3 }, 'loanTerm less.than.repayment.structure.suggests'],
    [
      'a term in other units',
      { loanTermUnit: 'WEEKS' },
      'loanTermUnit not.the.same.as.repaymentFrequencyType',
    ],
    ['a century', { repaymentEvery: 301 }, 'loanTerm is.too.long'],
    [
      'too many installments',
      { numberOfRepayments: 601 },
      'numberOfRepayments is.not.within.expected.range',
    ],
    [
      'no principal at all',
      { graceOnPrincipal: 4 },
      'graceOnPrincipal mustBeLessThan.numberOfRepayments',
    ],
    [
      'no interest ever due',
      { graceOnInterestPayment: 4 },
      'graceOnInterestPayment mustBeLessThan.numberOfRepayments',
    ],
    [
      'more free periods than there are',
      { interestFreePeriods: 5 },
      'interestFreePeriods mustBeLessThan.numberOfRepayments',
    ],
    [
      'no installment outside both graces to spread interest over',
      { interestType: 'FLAT', graceOnInterestPayment: 2, interestFreePeriods: 2 },
      'interestFreePeriods mustBeLessThan.numberOfRepayments',
    ],
  ])('are found: %s', (_what, given, found) => {
    expect(faults(given)).toEqual([found])
  })

  it('are all found at once', () => {
    expect(faults({ loanTerm: 9, graceOnPrincipal: 9, graceOnInterestPayment: 9 })).toHaveLength(3)
  })

  it('keep the dates of the longest loan such as can be written', () => {
    const longest = terms({ numberOfRepayments: 600, repaymentEvery: 2 })
    expect(faultsOfTerms(longest)).toEqual([])
    const disbursal = { principal: 1_200_000n, disbursedOn: '9000-01-31', exponent: 2, charges: [] }
    const generated = generateSchedule(longest, disbursal)
    expect(generated.ok && generated.schedule.installments.at(-1)?.due).toBe('9100-01-31')
  })
})

describe('dates', () => {
  const at = (disbursedOn: string, given: Partial<LoanTerms> = {}, dueOn: string | null = null) =>
    isTooLate(terms(given), {
      disbursedOn,
      charges: [{ index: 0, time: 'DUE_DATE', rate: { amount: '1' }, penalty: false, dueOn }],
    })

  it('are too late where what follows could not be written', () => {
    expect(at('2026-01-31')).toBe(false)
    expect(at('9799-12-31', { firstRepaymentOn: '9799-12-31' }, '9799-12-31')).toBe(false)
    expect(at('9999-12-31')).toBe(true)
    expect(at('2026-01-31', { firstRepaymentOn: '9999-12-31' })).toBe(true)
    expect(at('2026-01-31', {}, '9999-12-31')).toBe(true)
  })
})

describe('a schedule', () => {
  const schedule = (rate: string) => {
    const generated = generateSchedule(
      terms({ interestRate: rate, interestType: 'FLAT', principal: String(10n ** 13n) }),
      { principal: 10n ** 13n, disbursedOn: '2026-01-31', exponent: 2, charges: [] },
    )
    if (!generated.ok) throw new Error('refused')
    return generated.schedule
  }

  it('is too large where its total is more than any amount', () => {
    expect(isTooLarge(schedule('225'))).toBe(false)
    expect(isTooLarge(schedule('225.01'))).toBe(true)
  })

  it('of an endless rate is one of interest alone until its last installment', () => {
    const given = terms({ interestRate: '100000', numberOfRepayments: 600 })
    const disbursal = { principal: 100n, disbursedOn: '2026-01-31', exponent: 2, charges: [] }
    const generated = generateSchedule(given, disbursal)
    if (!generated.ok) throw new Error('refused')
    const { installments } = generated.schedule
    expect(installments[0]?.owed).toMatchObject({ principal: 0n, interest: 100_000n })
    expect(installments.at(-1)?.owed).toMatchObject({ principal: 100n, interest: 100_000n })
  })
})
