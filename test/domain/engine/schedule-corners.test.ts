import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { ChargeTerms, LoanTerms } from '../../../src/domain/events/lending/loan-terms'

function generated(
  given: Partial<LoanTerms> & { principal: string; numberOfRepayments: number },
  disbursedOn = '2026-01-31',
  charges: readonly ChargeTerms[] = [],
) {
  const terms = completeTerms({ ratePeriod: 'MONTH', ...given })
  const disbursal = { principal: BigInt(terms.principal), disbursedOn, exponent: 2, charges }
  return generateSchedule(terms, disbursal)
}

function owed(...given: Parameters<typeof generated>): [principal: bigint, interest: bigint][] {
  const made = generated(...given)
  if (!made.ok) throw new Error('refused')
  return made.schedule.installments.map((row) => [row.owed.principal, row.owed.interest])
}

describe('a flat loan in multiples', () => {
  it('rounds with the regular share of interest, also where less of it is left', () => {
    // 300 of interest over 2 of 5 installments; the third that pays has none left.
    const rows = owed({
      principal: '100000',
      numberOfRepayments: 5,
      interestRate: '0.1',
      interestType: 'FLAT',
      graceOnInterestPayment: 1,
      interestFreePeriods: 2,
      installmentMultiple: '1000',
    })
    expect(rows).toEqual([
      [20_000n, 0n],
      [20_000n, 0n],
      [19_850n, 150n],
      [19_850n, 150n],
      [20_300n, 0n],
    ])
  })

  it('carries what a rounded share falls below zero into the next', () => {
    const rows = owed({
      principal: '30000',
      numberOfRepayments: 3,
      interestRate: '1',
      interestType: 'FLAT',
      graceOnPrincipal: 1,
      installmentMultiple: '1000',
    })
    expect(rows).toEqual([
      [0n, 300n],
      [14_400n, 300n],
      [15_600n, 300n],
    ])
  })
})

describe('an equal installment', () => {
  it('is refused below interest that was carried, its shortfall carried too', () => {
    const made = generated(
      {
        principal: '500000',
        numberOfRepayments: 24,
        interestRate: '48',
        interestCalculation: 'DAILY',
        daysInYear: 365,
        graceOnInterestPayment: 4,
      },
      '2023-07-15',
    )
    expect(made).toEqual({ ok: false, interestAboveInstallment: 1_207_233n })
  })

  it('is refused below interest that was rounded above it, there being hardly any principal', () => {
    const year = { numberOfRepayments: 2, repaymentEvery: 12, ratePeriod: 'YEAR' } as const
    const refused = generated({ ...year, principal: '1', interestRate: '50' })
    expect(refused).toEqual({ ok: false, interestAboveInstallment: 1n })
    expect(owed({ ...year, principal: '2', interestRate: '50' })).toEqual([
      [1n, 1n],
      [1n, 1n],
    ])
  })

  it('that is rounded up pays the loan off earlier', () => {
    const rows = owed({
      principal: '10000',
      numberOfRepayments: 4,
      interestRate: '1',
      installmentMultiple: '5000',
    })
    expect(rows).toEqual([
      [4_900n, 100n],
      [4_949n, 51n],
      [151n, 2n],
    ])
  })
})

describe('charges', () => {
  const charge = (given: Partial<ChargeTerms>): ChargeTerms => ({
    ...{ index: 0, time: 'DUE_DATE', rate: { amount: '500' }, penalty: false, dueOn: null },
    ...given,
  })
  const installments = (...charges: ChargeTerms[]) => {
    const made = generated({ principal: '30000', numberOfRepayments: 3 }, '2026-01-31', charges)
    if (!made.ok) throw new Error('refused')
    return made.schedule.installments
  }

  it('due before the disbursement, on its day and by the first due date are with the first', () => {
    for (const dueOn of ['2026-01-15', '2026-01-31', '2026-02-28']) {
      expect(installments(charge({ dueOn }))[0]?.owed.fees).toBe(500n)
    }
    expect(installments(charge({ dueOn: '2026-03-01' }))[1]?.owed.fees).toBe(500n)
  })

  it('due after the last installment make one more, due with the latest of them', () => {
    const late = installments(
      charge({ dueOn: '2026-05-10' }),
      charge({ dueOn: '2026-06-01', penalty: true }),
      charge({ time: 'INSTALLMENT', rate: { amount: '10' } }),
    )
    expect(late).toHaveLength(4)
    expect(late[3]).toEqual({
      no: 4,
      from: '2026-04-30',
      due: '2026-06-01',
      owed: { principal: 0n, interest: 0n, fees: 510n, penalties: 500n },
    })
  })

  it('of nothing make no installment', () => {
    const none = { percent: '5', of: 'INTEREST' } as const
    expect(installments(charge({ dueOn: '2026-06-01', rate: none }))).toHaveLength(3)
  })
})
