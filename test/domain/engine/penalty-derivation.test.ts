import { deriveLoan } from '../../../src/domain/engine/derive'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import { fact } from '../../support/lending-facts'

const amount = '100000'
const opened: LendingFact[] = [
  fact(1, 'SUBMIT', '2025-01-31', {
    ...{ customerId: 'C', customerActiveSince: null, charges: [], settlementRebate: false },
    product: { no: 1, code: 'P', version: 1 },
    terms: completeTerms({ principal: amount, numberOfRepayments: 1, ratePeriod: 'MONTH' }),
    overdue: { graceDays: 0, rate: { amount: '700' }, every: null },
    ...{ submittedOn: '2025-01-31', expectedDisbursementOn: '2025-01-31' },
  }),
  fact(2, 'APPROVE', '2025-01-31', { amount, expectedDisbursementOn: null }),
  fact(3, 'DISBURSE', '2025-01-31', { amount, vatRate: '0' }),
]
const paid = fact(5, 'REPAY', '2025-02-06', { amount, transfer: null })
const payout = fact(6, 'CREDIT_REFUND', '2025-04-10', { amount: '50000' })

describe('a penalty', () => {
  it('is due with the day’s installment, behind the last with one more', () => {
    const loan = deriveLoan([
      ...opened,
      fact(4, 'PENALTY', '2025-03-01', { installment: 1, occurrence: 1 }),
    ])
    expect(loan.schedule.map(({ due, owed }) => [due, owed.penalties])).toEqual([
      ['2025-02-28', 0n],
      ['2025-03-01', 700n],
    ])
    expect(loan.charges).toMatchObject([{ amount: 700n, reversed: false }])
  })

  it('is taken back where a payment dated back leaves nothing overdue, and leaves no trace', () => {
    const loan = deriveLoan([
      ...opened,
      fact(4, 'PENALTY', '2025-03-01', { installment: 1, occurrence: 1 }),
      paid,
    ])
    expect(loan.charges).toMatchObject([{ amount: 0n, reversed: true }])
    expect(loan.schedule).toHaveLength(1)
    expect(loan).toMatchObject({
      status: 'Closed (obligations met)',
      timeline: { expectedMaturityOn: '2025-02-28', closedOn: '2025-02-06' },
    })
  })

  it('is taken back where the payout is undone that had made what was overdue', () => {
    const penalty = fact(7, 'PENALTY', '2025-04-11', { installment: 2, occurrence: 1 })
    const owing = deriveLoan([...opened, paid, payout, penalty])
    expect(owing.totals.outstanding).toMatchObject({ principal: 50_000n, penalties: 700n })
    const undone = deriveLoan([...opened, paid, penalty])
    expect(undone.charges).toMatchObject([{ amount: 0n, reversed: true }])
    expect(undone.schedule).toHaveLength(1)
  })
})
