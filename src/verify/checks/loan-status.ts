import { statusOf } from '../../domain/pushed/status'
import { compareValues } from '../difference'
import type { LoanCheck } from '../loan-check'

/** The status follows from what is owed. */
export const loanStatus: LoanCheck = {
  name: 'loan-status',
  find({ loan }) {
    if (loan === null) return []
    const { position } = loan
    const expected = position.disbursedOn === null ? 'Approved' : statusOf(position)
    return compareValues('loan, status', expected, position.status)
  },
}
