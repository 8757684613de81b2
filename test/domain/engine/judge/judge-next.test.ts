import type { LendingFact } from '../../../../src/domain/events/lending/lending-event'
import { judgeNext } from '../../../../src/domain/engine/judge/judge-next'
import { NAMING, StandingLoan } from '../../../support/standing-loan'

describe('what comes next in a stream without a loan', () => {
  const loan = new StandingLoan('2025-03-01')

  it('is refused, as its application was', () => {
    const repayment = loan.event('REPAY', '2025-01-12', { amount: '100' })
    expect(judgeNext([], repayment, NAMING)).toEqual({
      accepted: false,
      refusal: {
        code: 'LOAN_NOT_FOUND',
        message:
          'lms: status=404 code="error.msg.loan.id.invalid": Loan with identifier 11 does not exist',
      },
    })
  })
})

describe('what comes next on a loan with as many events as one takes', () => {
  const loan = new StandingLoan('2025-03-01')
  const outcomeOf = (live: readonly LendingFact[], kind: LendingFact['kind'], payload = {}) => {
    const judgement = judgeNext(live, loan.event(kind, '2025-02-20', payload), NAMING)
    return judgement.accepted ? 'accepted' : judgement.refusal.message
  }
  const PAYMENT = { amount: '100' }
  const accruals = (count: number) =>
    Array.from({ length: count }, () =>
      loan.event('ACCRUAL', '2025-01-31', { of: 'INTEREST', through: '2025-01-31' }),
    ) as LendingFact[]

  beforeAll(() => {
    const amount = '1000000'
    expect([
      loan.submit(),
      loan.tell('APPROVE', '2025-01-11', { amount, expectedDisbursementOn: null }),
      loan.tell('DISBURSE', '2025-01-12', { amount, vatRate: '0.18' }),
    ]).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('is refused, but for the clock, a write-off and what undoes', () => {
    const full = [...loan.live, ...accruals(897)]
    expect(outcomeOf(full.slice(0, -1), 'REPAY', PAYMENT)).toBe('accepted')
    expect(outcomeOf(full, 'REPAY', PAYMENT)).toBe(
      'lms: status=403 code="error.msg.loan.has.too.many.transactions": The loan has 900 transactions, charges and accruals, the most that one takes: reverse one, or write off what is open.',
    )
    expect(outcomeOf(full, 'WRITE_OFF')).toBe('accepted')
    const accrual = { of: 'INTEREST', through: '2025-02-28' }
    expect(outcomeOf(full, 'ACCRUAL', accrual)).toBe('accepted')
    const undo = judgeNext(full, loan.event('UNDO_DISBURSAL', '2025-02-20'), NAMING)
    expect(undo.accepted).toBe(true)
  })
})
