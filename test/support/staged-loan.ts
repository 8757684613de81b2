import type { AcceptanceRule } from '../../src/accounting/post-batch'
import type { LoanStack } from './loan-stack'
import type { TestLoan } from './test-loan'

const PERIOD_CLOSED = { code: 'PERIOD_CLOSED', message: 'The period is closed.' }

/** An Accounting that refuses the third event of a loan. */
export const refusesThird: AcceptanceRule = ({ seq }) => (seq === 3 ? PERIOD_CLOSED : null)

/** A loan whose disbursement and so many repayments are staged, and nobody is told. */
export async function stagedLoan(stack: LoanStack, repayments: number): Promise<TestLoan> {
  const loan = stack.loan()
  await loan.stage(loan.disbursement(), ...loan.repayments(repayments))
  return loan
}
