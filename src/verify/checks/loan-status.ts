import { statusOf, WRITTEN_OFF } from '../../domain/pushed/status'
import { compareValues } from '../difference'
import type { LoanCheck } from '../loan-check'
import type { LoanRecord } from '../loan-record'

/** The status follows from what is owed; that a loan was given up, only an event of it tells. */
export const loanStatus: LoanCheck = {
  name: 'loan-status',
  find(record) {
    if (record.loan === null) return []
    const { position } = record.loan
    const owed = position.disbursedOn === null ? 'Approved' : statusOf(position)
    const isGivenUp = position.status === WRITTEN_OFF && owed !== 'Active' && hasWriteOff(record)
    return compareValues('loan, status', isGivenUp ? WRITTEN_OFF : owed, position.status)
  },
}

function hasWriteOff({ loan, events }: LoanRecord): boolean {
  return events.some(
    ({ event, status }) =>
      event.kind === 'WRITE_OFF' &&
      event.seq <= (loan?.seq ?? 0) &&
      (status === 'STAGED' || status === 'POSTED'),
  )
}
