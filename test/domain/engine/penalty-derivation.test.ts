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

  it('can be waived, and no payment pays what is waived of it', () => {
    const penalty = fact(4, 'PENALTY', '2025-03-01', { installment: 1, occurrence: 1 })
    const waiver = {
      ...fact(6, 'WAIVE_CHARGE', '2025-03-20', {
        ...{ chargeEventId: penalty.eventId, index: 0, installment: null },
      }),
      judgedAmount: 700n,
    }
    const late = fact(7, 'REPAY', '2025-03-10', { amount: '100000', transfer: null })
    const waived = deriveLoan([...opened, penalty, waiver])
    expect(waived.charges).toMatchObject([{ amount: 700n, waived: 700n, paid: 0n }])
    expect(waived.totals).toMatchObject({
      outstanding: { principal: 100_000n, penalties: 0n },
      waived: { penalties: 700n },
    })
    expect(waived.splits.at(-1)).toMatchObject({
      ...{ type: 'Waive loan charges', date: '2025-03-20', amount: 700n, penalties: 700n },
      moves: [{ installment: 2, kind: 'WAIVED', penalties: -700n }],
    })
    const settled = deriveLoan([...opened, penalty, waiver, late])
    expect(settled).toMatchObject({
      status: 'Closed (obligations met)',
      totals: { outstanding: { principal: 0n, penalties: 0n }, overpaid: 0n },
    })
  })

  it('is taken back where the payout is undone that had made what was overdue', () => {
    const penalty = fact(7, 'PENALTY', '2025-04-11', { installment: 2, occurrence: 1 })
    const owing = deriveLoan([...opened, paid, payout, penalty])
    expect(owing.totals.outstanding).toMatchObject({ principal: 50_000n, penalties: 700n })
    expect(owing.schedule.at(-1)).toMatchObject({ no: 2, due: '2025-04-10' })
    const undone = deriveLoan([...opened, paid, penalty])
    expect(undone.charges).toMatchObject([{ amount: 0n, reversed: true }])
    expect(undone.schedule).toHaveLength(1)
  })
})
