import type { CivilDate } from '../values/calendar'
import type { EventKind, LoanEventKind, PushedKind } from './kinds'
import type { PayloadOf, PushedPayloadOf } from './payloads'

interface NumberedEvent<Kind extends EventKind, Payload> {
  eventId: string
  /** Its place in its loan's stream: 1, 2, 3… */
  seq: number
  kind: Kind
  effectiveDate: CivilDate
  payload: Payload
}

/** An event of one kind, or of one of several. */
export type EventOf<Kind extends EventKind> = { [K in Kind]: NumberedEvent<K, PayloadOf[K]> }[Kind]

/** The same of a pushed loan. */
export type PushedEventOf<Kind extends PushedKind> = {
  [K in Kind]: NumberedEvent<K, PushedPayloadOf[K]>
}[Kind]

export type DisbursementEvent = PushedEventOf<'DISBURSEMENT'>
export type RevenueReportEvent = PushedEventOf<'REVENUE_REPORT'>
export type RepaymentEvent = PushedEventOf<'REPAYMENT'>
export type EarlySettlementEvent = PushedEventOf<'EARLY_SETTLEMENT'>
export type CreditRefundEvent = PushedEventOf<'CREDIT_REFUND'>
export type WriteOffEvent = PushedEventOf<'WRITE_OFF'>
export type ReversalEvent = PushedEventOf<'REVERSAL'>

/** An event that happens to a pushed loan. It carries no personal data. */
export type LoanEvent = PushedEventOf<LoanEventKind>

/** Anything the stream of a pushed loan holds: what happens to the loan, and what undoes it. */
export type PushedStreamEvent = PushedEventOf<PushedKind>

/** Anything a loan's stream holds, wherever the loan lives. */
export type StreamEvent = EventOf<EventKind>
