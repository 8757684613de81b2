import fc from 'fast-check'
import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import type { Schedule } from '../../../src/domain/engine/schedule/generate'
import { faultsOfTerms } from '../../../src/domain/engine/schedule/faults'
import { regularRate } from '../../../src/domain/engine/schedule/rate'
import type { ChargeTerms, LoanTerms } from '../../../src/domain/events/lending/loan-terms'
import { addDays } from '../../../src/domain/values/calendar'
import { runs } from '../../support/runs'

const DISBURSED_ON = '2024-01-31'

const terms: fc.Arbitrary<LoanTerms> = fc
  .record({
    principal: fc.bigInt({ min: 1n, max: 10n ** 14n }).map(String),
    numberOfRepayments: fc.integer({ min: 1, max: 60 }),
    repaymentEvery: fc.integer({ min: 1, max: 30 }),
    repaymentUnit: fc.constantFrom('DAYS' as const, 'WEEKS' as const, 'MONTHS' as const),
    interestRate: fc.oneof(
      fc.constant('0'),
      fc.integer({ min: 1, max: 100_000 }).map((hundredths) => String(hundredths / 100)),
    ),
    ratePeriod: fc.constantFrom(
      'DAY' as const,
      'WEEK' as const,
      'MONTH' as const,
      'YEAR' as const,
      'WHOLE_TERM' as const,
    ),
    interestType: fc.constantFrom('FLAT' as const, 'DECLINING_BALANCE' as const),
    amortization: fc.constantFrom('EQUAL_INSTALLMENTS' as const, 'EQUAL_PRINCIPAL' as const),
    interestCalculation: fc.constantFrom('DAILY' as const, 'SAME_AS_REPAYMENT_PERIOD' as const),
    partialPeriods: fc.boolean(),
    daysInYear: fc.constantFrom('ACTUAL' as const, 360 as const, 364 as const, 365 as const),
    daysInMonth: fc.constantFrom('ACTUAL' as const, 30 as const),
    graceOnPrincipal: fc.integer({ min: 0, max: 4 }),
    graceOnInterestPayment: fc.integer({ min: 0, max: 4 }),
    interestFreePeriods: fc.integer({ min: 0, max: 4 }),
    firstRepaymentOn: fc.option(
      fc.integer({ min: 0, max: 60 }).map((days) => addDays(DISBURSED_ON, days)),
    ),
    installmentMultiple: fc.option(fc.bigInt({ min: 1n, max: 100_000n }).map(String)),
    strategy: fc.constant('mifos-standard-strategy' as const),
  })
  .map((given) => ({
    ...given,
    loanTerm: given.numberOfRepayments * given.repaymentEvery,
    loanTermUnit: given.repaymentUnit,
  }))
  .filter((given) => faultsOfTerms(given).length === 0)

const charge: fc.Arbitrary<Omit<ChargeTerms, 'index'>> = fc.record({
  time: fc.constantFrom('DUE_DATE' as const, 'INSTALLMENT' as const, 'DISBURSEMENT' as const),
  rate: fc.oneof(
    fc.record({ amount: fc.bigInt({ min: 0n, max: 10_000n }).map(String) }),
    fc.record({
      percent: fc.integer({ min: 0, max: 1_000 }).map((hundredths) => String(hundredths / 100)),
      of: fc.constantFrom('AMOUNT' as const, 'AMOUNT_AND_INTEREST' as const, 'INTEREST' as const),
    }),
  ),
  penalty: fc.boolean(),
  dueOn: fc.integer({ min: 0, max: 1_000 }).map((days) => addDays(DISBURSED_ON, days)),
})

const charges = fc.array(charge, { maxLength: 4 }).map((all) =>
  all.map((given, index) => ({
    ...given,
    index,
    dueOn: given.time === 'DUE_DATE' ? given.dueOn : null,
  })),
)

function schedules(given: LoanTerms, of: readonly ChargeTerms[]): Schedule[] {
  const principal = BigInt(given.principal)
  const disbursal = { principal, disbursedOn: DISBURSED_ON, exponent: 2, charges: of }
  const generated = generateSchedule(given, disbursal)
  return generated.ok ? [generated.schedule] : []
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)

it('pays the principal back, never asks for less than nothing, its dates in order', () => {
  fc.assert(
    fc.property(terms, charges, (given, of) => {
      for (const { installments } of schedules(given, of)) {
        expect(total(installments.map(({ owed }) => owed.principal))).toBe(BigInt(given.principal))
        const amounts = installments.flatMap(({ owed }) => Object.values(owed))
        expect(amounts.filter((amount) => amount < 0n)).toEqual([])
        expect(installments.map(({ no }) => no)).toEqual(installments.map((_, at) => at + 1))
        let last = DISBURSED_ON
        for (const { from, due } of installments) {
          if (from !== last || due < from) throw new Error(`${from} to ${due} after ${last}`)
          last = due
        }
      }
    }),
    runs(500),
  )
})

it('asks for every charge once, on its installments or at the disbursement', () => {
  fc.assert(
    fc.property(terms, charges, (given, of) => {
      for (const schedule of schedules(given, of)) {
        const owed = schedule.installments.map((each) => each.owed.fees + each.owed.penalties)
        expect(total(owed) + schedule.feesAtDisbursement).toBe(
          total(schedule.charges.map(({ amount }) => amount)),
        )
        for (const [at, { parts, amount }] of schedule.charges.entries()) {
          if (of[at]?.time === 'DISBURSEMENT') expect(parts).toEqual([])
          else expect(total(parts.map((part) => part.amount))).toBe(amount)
        }
      }
    }),
    runs(200),
  )
})

it('never has more installments than asked for, but for charges due after them', () => {
  fc.assert(
    fc.property(terms, (given) => {
      for (const { installments } of schedules(given, [])) {
        expect(installments.length).toBeLessThanOrEqual(given.numberOfRepayments)
        expect(installments.length).toBeGreaterThan(0)
      }
    }),
    runs(100),
  )
})

/** What the first equal installment pays of the principal beside its interest, before any rounding. */
function repaidByFirst({ principal, ...given }: LoanTerms): number {
  const rate = regularRate({ principal, ...given }).toNumber()
  const count = given.numberOfRepayments - given.graceOnPrincipal
  if (rate === 0) return Number(principal) / count
  return (Number(principal) * rate) / ((1 + rate) ** count - 1)
}

it('refuses an equal installment below the interest only where interest is carried, by days or nearly all of it', () => {
  const simple = terms.map((given) => ({
    ...given,
    graceOnInterestPayment: 0,
    interestCalculation: 'SAME_AS_REPAYMENT_PERIOD' as const,
    installmentMultiple: null,
    interestRate: String(Math.min(Number(given.interestRate), 50)),
    ratePeriod: 'YEAR' as const,
  }))
  // Half a unit of the interest is rounded, up to one is cut from the installment, and each period
  // shifts the balance by up to one: none of it outweighs two units of principal, which grow alike.
  const enough = simple.filter((given) => repaidByFirst(given) >= 2)
  fc.assert(
    fc.property(enough, (given) => expect(schedules(given, [])).toHaveLength(1)),
    runs(100),
  )
})
