import { assertInvariant } from '../values/invariant'
import { judgeDisbursement } from './judge-disbursement'
import { judgeEarlySettlement } from './judge-early-settlement'
import { judgeRepayment } from './judge-repayment'
import { judgeRevenueReport } from './judge-revenue-report'
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
  }
}
