import type { CivilDate } from '../../values/calendar'
import type { MinorUnits } from '../../values/money'
import type { StagedContext } from '../staged-context'
import type { ChargeTerms, LoanTerms, OverdueRule } from './loan-terms'

interface OnDate extends StagedContext {
  date: CivilDate
}

interface AmountOnDate extends OnDate {
  amount: MinorUnits
}

export interface SubmitPayload extends StagedContext {
  /** The customer's key. */
  customerId: string
  /** From when on the customer may borrow; null where no day is known. */
  customerActiveSince: CivilDate | null
  product: { no: number; code: string; version: number }
  terms: LoanTerms
  charges: ChargeTerms[]
  overdue: OverdueRule | null
  /** Paying the loan off early costs no interest beyond the day. */
  settlementRebate: boolean
  /** Null where no date is checked against the application. */
  submittedOn: CivilDate | null
  expectedDisbursementOn: CivilDate | null
}

export interface ApprovePayload extends AmountOnDate {
  /** Null where the application's stays. */
  expectedDisbursementOn: CivilDate | null
}

export interface DisbursePayload extends AmountOnDate {
  /** The rate in force on the date, decimal text, 0.18 for 18 %. */
  vatRate: string
}

export interface AddChargePayload extends StagedContext {
  charge: ChargeTerms
}

export interface WaiveChargePayload extends OnDate {
  /** The event that brought the charge (SUBMIT, ADD_CHARGE, PENALTY) and its place in it. */
  chargeEventId: string
  index: number
  /** Of a charge on every installment, which one; else null. */
  installment: number | null
}

export interface CreditOutPayload extends AmountOnDate {
  /** Shared by the two events of a transfer, on two loans of the customer. */
  transferId: string
  /** The loan whose debt the credit pays. */
  toLoanId: string
}

export interface RepayPayload extends AmountOnDate {
  /** Set where the money is another loan's credit. */
  transfer: { id: string; fromLoanId: string } | null
}

export interface AccrualPayload extends StagedContext {
  of: 'INTEREST' | 'CHARGES'
  through: CivilDate
}

export interface PenaltyPayload extends OnDate {
  installment: number
  /** Of this installment: 1, 2, 3… */
  occurrence: number
}

/** What each kind of a loan of our own LMS carries. */
export interface LendingPayloadOf {
  SUBMIT: SubmitPayload
  APPROVE: ApprovePayload
  REJECT: OnDate
  WITHDRAW: OnDate
  DISBURSE: DisbursePayload
  REPAY: RepayPayload
  ADD_CHARGE: AddChargePayload
  WAIVE_CHARGE: WaiveChargePayload
  WAIVE_INTEREST: AmountOnDate
  WRITE_OFF: OnDate
  REFUND: AmountOnDate
  CREDIT_REFUND: AmountOnDate
  CREDIT_OUT: CreditOutPayload
  UNDO_APPROVAL: OnDate
  UNDO_DISBURSAL: OnDate
  UNDO_WRITE_OFF: OnDate
  ACCRUAL: AccrualPayload
  PENALTY: PenaltyPayload
}
