import type { CivilDate, CivilMonth } from '../values/calendar'
import type { MinorUnits } from '../values/money'
import type { EventKind } from './kinds'
import type { LendingPayloadOf } from './lending/lending-payloads'
import type { StagedContext } from './staged-context'

export interface DisbursementPayload extends StagedContext {
  customerId: string
  amount: MinorUnits
  adminFee: MinorUnits
  /** VAT on the admin fee at `vatRate`, rounded HALF_EVEN. */
  vat: MinorUnits
  /** Decimal text, 0.18 for 18 %. */
  vatRate: string
  /** What the sender calculated; informational. */
  vatGiven: MinorUnits | null
  date: CivilDate
}

export interface RevenueReportPayload extends StagedContext {
  customerId: string
  month: CivilMonth
  amount: MinorUnits
}

/** A repayment and an early settlement carry the same figures. */
export interface RepaymentPayload extends StagedContext {
  customerId: string
  principal: MinorUnits
  interest: MinorUnits
  fee: MinorUnits
  date: CivilDate
}

/** The customer's credit, paid out. */
export interface CreditRefundPayload extends StagedContext {
  customerId: string
  amount: MinorUnits
  date: CivilDate
}

/** All that is open is given up: how much that is, the loan's other events decide. */
export interface WriteOffPayload extends StagedContext {
  customerId: string
  date: CivilDate
}

export interface ReversalPayload extends StagedContext {
  /** The event to reverse, of the same loan. */
  eventId: string
  reversalDate: CivilDate
  /** With a disbursement: everything behind it goes too. */
  cascade: boolean
}

/** What each kind carries that happens to a pushed loan, or undoes what did. */
export interface PushedPayloadOf {
  DISBURSEMENT: DisbursementPayload
  REVENUE_REPORT: RevenueReportPayload
  REPAYMENT: RepaymentPayload
  EARLY_SETTLEMENT: RepaymentPayload
  CREDIT_REFUND: CreditRefundPayload
  WRITE_OFF: WriteOffPayload
  REVERSAL: ReversalPayload
}

/** What a kind carries, wherever its loan lives; a kind that carries nothing does not compile. */
export type PayloadOf = {
  [Kind in EventKind]:
    | (Kind extends keyof PushedPayloadOf ? PushedPayloadOf[Kind] : never)
    | (Kind extends keyof LendingPayloadOf ? LendingPayloadOf[Kind] : never)
}
