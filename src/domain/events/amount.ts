import { minorOf } from '../values/money'
import type { StreamEvent } from './stream-event'

/** The one figure that names an event to a reader, in minor units; null where it moves no money itself. */
export function amountOf(event: StreamEvent): bigint | null {
  switch (event.kind) {
    case 'DISBURSEMENT':
    case 'REVENUE_REPORT':
      return minorOf(event.payload.amount)
    case 'REPAYMENT':
    case 'EARLY_SETTLEMENT': {
      const { principal, interest, fee } = event.payload
      return minorOf(principal) + minorOf(interest) + minorOf(fee)
    }
    case 'REVERSAL':
      return null
  }
}
