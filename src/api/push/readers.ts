import type { EventKind } from '../../domain/events/kinds'
import { readDisbursement } from './disbursement'
import { readEarlySettlement } from './early-settlement'
import type { PushedEvent, PushedReversal, RequestReader } from './read-event'
import { readRepayment } from './repayment'
import { readRevenueReport } from './revenue-report'
import { readReversal } from './reversal'

/** How a request of each kind is read, whichever path or batch brings it. */
export const READERS: Record<EventKind, RequestReader<PushedEvent | PushedReversal>> = {
  DISBURSEMENT: readDisbursement,
  REVENUE_REPORT: readRevenueReport,
  REPAYMENT: readRepayment,
  EARLY_SETTLEMENT: readEarlySettlement,
  REVERSAL: readReversal,
}
