import fc from 'fast-check'

import type { LoanEvent } from '../../src/domain/events/stream-event'
import { portfolio } from '../../src/demo/portfolio'
import type { Row } from '../../src/demo/rows'
import { tellLoan } from '../support/told-loan'
import { eventOf } from './wire'

const YEAR = 2025

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

describe('the demo portfolio', () => {
  it('is the same for the same seed and another for another', () => {
    const of = (seed: number) => JSON.stringify(portfolio({ loans: 20, seed, year: YEAR }))
    expect(of(7)).toBe(of(7))
    expect(of(7)).not.toBe(of(8))
  })

  it('begins with the smaller portfolio of the same seed', () => {
    const small = portfolio({ loans: 5, seed: 1, year: YEAR })
    const { loans } = portfolio({ loans: 12, seed: 1, year: YEAR })
    expect(loans.slice(0, small.loans.length)).toEqual(small.loans)
  })

  it('has a whole year with every kind of event and of outcome in 64 loans', () => {
    const { loans, expected } = portfolio({ loans: 64, seed: 1, year: YEAR })
    const rows = loans.flat()
    expect(new Set(rows.map(({ kind }) => kind)).size).toBe(4)
    expect(Object.keys(expected.failed).sort()).toEqual([
      'DATE_BEFORE_DISBURSEMENT',
      'LOAN_NOT_ACTIVE',
      'LOAN_SETTLED',
      'SETTLEMENT_SHORT',
    ])
    expect(Object.keys(expected.refused).sort()).toEqual([
      'ALREADY_DISBURSED',
      'CUSTOMER_MISMATCH',
      'DATE_IN_FUTURE',
      'DUPLICATE_REVENUE_MONTH',
      'IDEMPOTENCY_KEY_REUSED',
      'ORDER_VIOLATION',
      'VALIDATION_FAILED',
    ])
    expect(expected.duplicates).toBeGreaterThan(5)
    expect(expected.posted).toBeGreaterThan(300)
    const statuses = loans.map((rows) => tellLoan(stagedEvents(rows)).position.status)
    expect(new Set(statuses)).toEqual(new Set(['Active', 'Overpaid', 'Closed (obligations met)']))
  })

  it('has two real equal payments of one day under keys of their own', () => {
    const rows = portfolio({ loans: 64, seed: 1, year: YEAR }).loans.flat()
    const payments = rows.filter((row) => row.kind === 'REPAYMENT' && isStaged(row))
    const bodies = payments.map(({ body }) => JSON.stringify(body))
    expect(new Set(bodies).size).toBeLessThan(bodies.length)
    expect(new Set(payments.map(({ key }) => key)).size).toBe(payments.length)
  })

  it('gives every loan events that the rules take or refuse as expected', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { loans } = portfolio({ loans: 80, seed, year: YEAR })
        for (const rows of loans)
          expect(outcomesOf(rows)).toEqual(rows.filter(isStaged).map(codeOf))
      }),
      { numRuns: 20 },
    )
  })

  it('dates everything that is staged in its year, never ahead of the row before', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const rows of portfolio({ loans: 30, seed, year: YEAR }).loans) {
          const dates = rows
            .filter(({ expected }) => expected.status === 'POSTED')
            .map((row) => eventOf(row, 1))
            .filter(({ kind }) => kind !== 'REVENUE_REPORT')
            .map(({ effectiveDate }) => effectiveDate)
          expect(dates).toEqual([...dates].sort())
          expect(dates.every((date) => date.startsWith(`${YEAR}-`))).toBe(true)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('repeats only what was staged right before', () => {
    for (const rows of portfolio({ loans: 64, seed: 3, year: YEAR }).loans) {
      rows.forEach((row, index) => {
        if (row.expected.status !== 'DUPLICATE') return
        const before = rows
          .slice(0, index)
          .filter(isStaged)
          .map(({ body }) => body)
        expect(before).toContainEqual(row.body)
      })
    }
  })
})

function isStaged({ expected }: Row): boolean {
  return expected.status === 'POSTED' || expected.status === 'FAILED'
}

function stagedEvents(rows: readonly Row[]): LoanEvent[] {
  return rows.filter(isStaged).map((row, index) => eventOf(row, index + 1))
}

function outcomesOf(rows: readonly Row[]): string[] {
  const { told } = tellLoan(stagedEvents(rows))
  return told.map((one) => (one.accepted ? 'POSTED' : one.refusal.code))
}

function codeOf({ expected }: Row): string {
  return 'code' in expected ? expected.code : expected.status
}
