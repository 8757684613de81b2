import { arrearsOn } from '../../../src/domain/engine/arrears'
import type {
  DerivedLoan,
  InstallmentMove,
  Portions,
  Split,
} from '../../../src/domain/engine/derived-loan'
import { penaltyDay, penaltyOn } from '../../../src/domain/engine/penalty'
import type { OverdueRule } from '../../../src/domain/events/lending/loan-terms'

const NOTHING: Portions = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n }

function move(
  installment: number,
  kind: InstallmentMove['kind'],
  portions: Partial<Portions>,
): InstallmentMove {
  return { ...NOTHING, ...portions, installment, due: '', kind }
}

type Told = [date: string, ...moves: InstallmentMove[]]

/** Two installments of 500 and 50, due on 10 February and 10 March. */
function loan(...told: readonly Told[]): Pick<DerivedLoan, 'schedule' | 'splits'> {
  const owed = { ...NOTHING, principal: 500n, interest: 50n, penalties: 7n }
  const schedule = ['2026-02-10', '2026-03-10'].map((due, at) => ({ no: at + 1, due, owed }))
  const splits = told.map(([date, ...moves]) => ({ date, moves }))
  return { schedule: schedule as never, splits: splits as unknown as readonly Split[] }
}

describe('arrears', () => {
  it('begin on the day after the due date', () => {
    expect(arrearsOn(loan(), '2026-02-10')).toEqual({ amount: 0n, days: 0 })
    expect(arrearsOn(loan(), '2026-02-11')).toEqual({ amount: 550n, days: 1 })
  })

  it('count from the oldest due date that something is open of', () => {
    expect(arrearsOn(loan(), '2026-03-12')).toEqual({ amount: 1100n, days: 30 })
    const paid = loan(['2026-02-20', move(1, 'PAID', { principal: -500n, interest: -50n })])
    expect(arrearsOn(paid, '2026-03-12')).toEqual({ amount: 550n, days: 2 })
  })

  it('are those of the day that is asked for, its own payments included', () => {
    const paid = loan(['2026-02-20', move(1, 'PAID', { principal: -100n, interest: -50n })])
    expect(arrearsOn(paid, '2026-02-19')).toEqual({ amount: 550n, days: 9 })
    expect(arrearsOn(paid, '2026-02-20')).toEqual({ amount: 400n, days: 10 })
  })

  it('are none of fees and penalties alone', () => {
    const paid = loan(['2026-02-20', move(1, 'PAID', { principal: -500n, interest: -50n })])
    expect(arrearsOn(paid, '2026-03-01')).toEqual({ amount: 0n, days: 0 })
  })

  it('lose what is waived and written off, and gain what a refund makes owed on its day', () => {
    const moved = loan(
      ['2026-02-12', move(1, 'WAIVED', { interest: -50n })],
      ['2026-02-14', move(1, 'DUE', { principal: 30n })],
      ['2026-02-20', move(1, 'WRITTEN_OFF', { principal: -500n })],
    )
    expect(arrearsOn(moved, '2026-02-11').amount).toBe(520n)
    expect(arrearsOn(moved, '2026-02-13').amount).toBe(470n)
    expect(arrearsOn(moved, '2026-02-14').amount).toBe(500n)
    expect(arrearsOn(moved, '2026-02-21')).toEqual({ amount: 0n, days: 0 })
  })

  it('do not care whether the disbursement tells what becomes due', () => {
    const portions = { principal: 500n, interest: 50n }
    const told = loan(['2026-01-10', move(1, 'DUE', portions), move(2, 'DUE', portions)])
    expect(arrearsOn(told, '2026-03-12')).toEqual(arrearsOn(loan(), '2026-03-12'))
  })
})

describe('what an overdue installment costs', () => {
  const rule = (given: Partial<OverdueRule>): OverdueRule => {
    return { graceDays: 0, rate: { amount: '25' }, every: null, ...given }
  }

  it('is charged when the days of grace are over', () => {
    expect(penaltyDay(rule({}), '2026-02-10', 1)).toBe('2026-02-11')
    expect(penaltyDay(rule({ graceDays: 5 }), '2026-02-10', 1)).toBe('2026-02-16')
  })

  it('is charged again as the rule says, month ends kept', () => {
    const monthly = rule({ every: { count: 1, unit: 'MONTHS' } })
    const days = [1, 2, 3].map((occurrence) => penaltyDay(monthly, '2026-01-30', occurrence))
    expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
  })

  it('is a fixed amount or a percentage of what is overdue', () => {
    const overdue = { principal: 1_000n, interest: 101n }
    expect(penaltyOn(rule({}), overdue)).toBe(25n)
    expect(penaltyOn(rule({ rate: { percent: '2.5', of: 'AMOUNT' } }), overdue)).toBe(25n)
    const both = rule({ rate: { percent: '2.5', of: 'AMOUNT_AND_INTEREST' } })
    expect(penaltyOn(both, overdue)).toBe(28n)
    expect(penaltyOn(rule({}), { principal: 0n, interest: 0n })).toBe(0n)
  })
})
