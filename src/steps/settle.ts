import type { AccountingGateway } from '../accounting/accounting-gateway'
import type { LoanRef } from '../contract/loan-ref'
import type { LmsGateway } from '../lms/lms-gateway'

/** Takes a loan through both steps of the saga, and what compensation is owed, until nothing waits. */
export async function settleLoan(
  lms: LmsGateway,
  accounting: AccountingGateway,
  loan: LoanRef,
): Promise<void> {
  for (;;) {
    const { streamId, taken, compensationOwed } = await lms.take(loan)
    if (compensationOwed) await lms.compensate(streamId)
    else if (taken.length === 0) return
    else await accounting.post({ streamId, taken })
  }
}
