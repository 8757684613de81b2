/** A civil date, `yyyy-MM-dd`, without a time zone. */
export type CivilDate = string

/** A civil month, `yyyy-MM`. */
export type CivilMonth = string

/** An amount in minor units of the business's currency, written as decimal digits: the JSON form of a bigint. */
export type MinorUnits = string

/** What an event takes from outside its loan's stream, fixed when it is staged. */
export interface StagedContext {
  /** The business's date when the event was received. */
  today: CivilDate
  /** How many decimals the business's currency has: refusals state amounts in major units. */
  exponent: number
  /** Nothing is dated on or before this day; null when the books were never closed. */
  closedThrough: CivilDate | null
  /** Accounts the business has renamed: code of the standard chart → its own code. */
  accounts: Record<string, string>
}

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
  feeName: string
  date: CivilDate
}

export interface ReversalPayload extends StagedContext {
  /** The event to reverse, of the same loan. */
  eventId: string
  reason: string
  reversalDate: CivilDate
  /** With a disbursement: everything behind it goes too. */
  cascade: boolean
}

interface Envelope<K extends string, P> {
  eventId: string
  seq: number
  kind: K
  effectiveDate: CivilDate
  payload: P
}

export type DisbursementEvent = Envelope<'DISBURSEMENT', DisbursementPayload>
export type RevenueReportEvent = Envelope<'REVENUE_REPORT', RevenueReportPayload>
export type RepaymentEvent = Envelope<'REPAYMENT', RepaymentPayload>
export type EarlySettlementEvent = Envelope<'EARLY_SETTLEMENT', RepaymentPayload>

export type ReversalEvent = Envelope<'REVERSAL', ReversalPayload>

/** An event that happens to a loan. It carries no personal data. */
export type LoanEvent =
  DisbursementEvent | RevenueReportEvent | RepaymentEvent | EarlySettlementEvent

/** Anything a loan's stream holds: what happens to the loan, and what undoes it. */
export type StreamEvent = LoanEvent | ReversalEvent

export type EventKind = StreamEvent['kind']

export type EventStatus = 'STAGED' | 'POSTED' | 'FAILED' | 'PARKED' | 'REVERSED'
