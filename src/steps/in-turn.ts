import type { AccountingGateway } from '../accounting/accounting-gateway'
import type { LoanRef } from '../contract/loan-ref'
import type { JudgedResult, PassResult } from '../contract/step-results'
import type { LmsGateway } from '../lms/lms-gateway'

/** Both steps for what waits in a loan's stream; idempotent. Throws only on technical faults. */
export type Pass = (loan: LoanRef) => Promise<PassResult<JudgedResult>>

/** One step after the other, each in transactions of its own. */
export function passInTurn(lms: LmsGateway, accounting: AccountingGateway): Pass {
  return async (loan) => {
    const result = await lms.take(loan)
    const { streamId, taken } = result
    if (taken.length === 0) return { lms: result, accounting: null }
    return { lms: result, accounting: await accounting.post({ streamId, taken }) }
  }
}
