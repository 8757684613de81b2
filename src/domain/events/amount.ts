import { minorOf } from '../values/money'
import type { LendingKind } from './lending/lending-kinds'
import type { EventOf, StreamEvent } from './stream-event'

type Judged = EventOf<LendingKind> & { judgedAmount?: bigint | null }

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
    default:
      return amountOfCommand(event)
  }
}

/** What it asks for; where it names no amount, what it was judged to be. */
function amountOfCommand({ kind, payload, judgedAmount }: Judged): bigint | null {
  if (kind === 'SUBMIT') return minorOf(payload.terms.principal)
  if ('amount' in payload) return minorOf(payload.amount)
  return judgedAmount === 0n ? null : (judgedAmount ?? null)
}
