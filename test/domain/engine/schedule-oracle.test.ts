import fc from 'fast-check'
import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { LoanTerms } from '../../../src/domain/events/lending/loan-terms'
import { least } from '../../../src/domain/values/money'
import { divideHalfEven } from '../../../src/domain/values/rounding'

/**
 * Schedules of plain loans against what they must be by definition, in exact fractions. Rates have
 * 12 digits in the engine, so an amount may be a minor unit off where the fraction is near a half.
 */
const loan = fc.record({
  principal: fc.bigInt({ min: 100_000n, max: 10n ** 11n }),
  count: fc.integer({ min: 1, max: 60 }),
  /** A hundredth of a percent a month. */
  rate: fc.bigInt({ min: 0n, max: 1_000n }),
})

function rowsOf(
  { principal, count, rate }: { principal: bigint; count: number; rate: bigint },
  terms: Partial<LoanTerms>,
) {
  const generated = generateSchedule(
    completeTerms({
      principal: String(principal),
      numberOfRepayments: count,
      interestRate: String(Number(rate) / 100),
      ratePeriod: 'MONTH',
      ...terms,
    }),
    { principal, disbursedOn: '2025-01-31', exponent: 2, charges: [] },
  )
  if (!generated.ok) throw new Error('refused')
  return generated.schedule.installments.map(({ owed }) => owed)
}

const PER_MONTH = 10_000n

function off(one: bigint, other: bigint): bigint {
  return one > other ? one - other : other - one
}

it('a flat loan bears its rate on its principal for every month, in even shares', () => {
  fc.assert(
    fc.property(loan, (given) => {
      const rows = rowsOf(given, { interestType: 'FLAT' })
      const count = BigInt(given.count)
      const interest = divideHalfEven(given.principal * given.rate * count, PER_MONTH)
      const total = rows.reduce((sum, row) => sum + row.interest, 0n)
      expect(off(total, interest)).toBeLessThanOrEqual(1n)
      let left = total
      for (const row of rows.slice(0, -1)) {
        expect(row.principal).toBe(divideHalfEven(given.principal, count))
        expect(row.interest).toBe(least(divideHalfEven(total, count), left))
        left -= row.interest
      }
    }),
  )
})

it('an equal principal loan bears its rate on what is left', () => {
  fc.assert(
    fc.property(loan, (given) => {
      let left = given.principal
      for (const row of rowsOf(given, { amortization: 'EQUAL_PRINCIPAL' })) {
        const interest = divideHalfEven(left * given.rate, PER_MONTH)
        expect(off(row.interest, interest)).toBeLessThanOrEqual(1n)
        left -= row.principal
      }
      expect(left).toBe(0n)
    }),
  )
})

it('an equal installment pays the loan off with its last, within what was rounded on the way', () => {
  fc.assert(
    fc.property(loan, (given) => {
      const rows = rowsOf(given, {})
      const totals = rows.map((row) => row.principal + row.interest)
      const [first = 0n] = totals
      for (const each of totals.slice(0, -1)) expect(each).toBe(first)
      // Half a minor unit of every installment, and what it bears until the last.
      const growth = (1 + Number(given.rate) / 10_000) ** given.count
      const rounded = BigInt(Math.ceil(given.count * growth)) + 1n
      expect(off(totals.at(-1) ?? 0n, first)).toBeLessThanOrEqual(rounded)
    }),
  )
})

it('bears the same by days as by months where a month has 30 and a year 360', () => {
  fc.assert(
    fc.property(loan, (given) => {
      const byDays = rowsOf(given, {
        interestCalculation: 'DAILY',
        daysInMonth: 30,
        daysInYear: 360,
        amortization: 'EQUAL_PRINCIPAL',
      })
      const byMonths = rowsOf(given, { amortization: 'EQUAL_PRINCIPAL' })
      for (const [index, row] of byDays.entries()) {
        expect(off(row.interest, byMonths[index]?.interest ?? 0n)).toBeLessThanOrEqual(1n)
      }
    }),
  )
})
