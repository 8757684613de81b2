import type { CivilDate, CivilMonth } from '../values/calendar'
import type { MinorUnits } from '../values/money'

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
  date: CivilDate
}

export interface ReversalPayload extends StagedContext {
  /** The event to reverse, of the same loan. */
  eventId: string
  reversalDate: CivilDate
  /** With a disbursement: everything behind it goes too. */
  cascade: boolean
}

/** What each kind carries; a kind that carries nothing does not compile. */
export interface PayloadOf {
  DISBURSEMENT: DisbursementPayload
  REVENUE_REPORT: RevenueReportPayload
  REPAYMENT: RepaymentPayload
  EARLY_SETTLEMENT: RepaymentPayload
  REVERSAL: ReversalPayload
}
