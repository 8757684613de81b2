import type { PushedKind } from '../../../domain/events/kinds'
import { creditRefund } from './credit-refund'
import { disbursement } from './disbursement'
import { earlySettlement } from './early-settlement'
import type { PushedRequestKind } from './pushed-request'
import { repayment } from './repayment'
import { revenueReport } from './revenue-report'
import { reversal } from './reversal'
import { writeOff } from './write-off'

/** How a request of each kind is read and told of, whichever address or batch brings it. */
export const PUSHED: Record<PushedKind, PushedRequestKind> = {
  DISBURSEMENT: disbursement,
  REVENUE_REPORT: revenueReport,
  REPAYMENT: repayment,
  EARLY_SETTLEMENT: earlySettlement,
  CREDIT_REFUND: creditRefund,
  WRITE_OFF: writeOff,
  REVERSAL: reversal,
}
