import type { CivilDate } from '../values/calendar'
import type { EventKind, LoanEventKind, PushedKind } from './kinds'
import type { PayloadOf } from './payloads'

interface NumberedEvent<Kind extends EventKind> {
  eventId: string
  /** Its place in its loan's stream: 1, 2, 3… */
  seq: number
  kind: Kind
  effectiveDate: CivilDate
  payload: PayloadOf[Kind]
}

/** An event of one kind, or of one of several. */
export type EventOf<Kind extends EventKind> = { [K in Kind]: NumberedEvent<K> }[Kind]

export type DisbursementEvent = EventOf<'DISBURSEMENT'>
export type RevenueReportEvent = EventOf<'REVENUE_REPORT'>
export type RepaymentEvent = EventOf<'REPAYMENT'>
export type EarlySettlementEvent = EventOf<'EARLY_SETTLEMENT'>
export type ReversalEvent = EventOf<'REVERSAL'>

/** An event that happens to a pushed loan. It carries no personal data. */
export type LoanEvent = EventOf<LoanEventKind>

/** Anything the stream of a pushed loan holds: what happens to the loan, and what undoes it. */
export type PushedStreamEvent = EventOf<PushedKind>

/** Anything a loan's stream holds, wherever the loan lives. */
export type StreamEvent = EventOf<EventKind>
