import { assertInvariant } from '../values/invariant'
import { judgeCreditRefund } from './judge-credit-refund'
import { judgeDisbursement } from './judge-disbursement'
import { judgeEarlySettlement } from './judge-early-settlement'
import { judgeRepayment } from './judge-repayment'
import { judgeRevenueReport } from './judge-revenue-report'
import { judgeWriteOff } from './judge-write-off'
import type { JudgeEvent, LoanPosition } from './position'

/** A loan before its first event. */
export function initialPosition(): LoanPosition {
  return {
    status: 'Approved',
    customerId: null,
    principal: 0n,
    principalOutstanding: 0n,
    interestOutstanding: 0n,
    creditBalance: 0n,
    credits: [],
    disbursedOn: null,
    settledOn: null,
  }
}

/** The LMS's rules: where the loan stands after the event, or why the event is refused. */
export const judgeEvent: JudgeEvent = (position, event) => {
  assertInvariant(
    position.creditBalance === 0n || position.interestOutstanding === 0n,
    'Customer credit and open interest exclude each other.',
  )
  switch (event.kind) {
    case 'DISBURSEMENT':
      return judgeDisbursement(position, event)
    case 'REVENUE_REPORT':
      return judgeRevenueReport(position, event)
    case 'REPAYMENT':
      return judgeRepayment(position, event)
    case 'EARLY_SETTLEMENT':
      return judgeEarlySettlement(position, event)
    case 'CREDIT_REFUND':
      return judgeCreditRefund(position, event)
    case 'WRITE_OFF':
      return judgeWriteOff(position, event)
  }
}
