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
