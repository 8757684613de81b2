import type { CivilDate } from '../values/calendar'
import type { PushedKind } from '../events/kinds'
import type { LoanEvent } from '../events/stream-event'
import type { Refusal } from '../events/refusal'
import type { CreditLot } from './credit-lots'

export type LoanStatus =
  'Approved' | 'Active' | 'Closed (obligations met)' | 'Overpaid' | 'Closed (written off)'

/** Where a loan stands in the LMS: totals only, the invoices are Accounting's. */
export interface LoanPosition {
  status: LoanStatus
  customerId: string | null
  principal: bigint
  principalOutstanding: bigint
  interestOutstanding: bigint
  creditBalance: bigint
  /**
   * The credit by the receipts that left it, in the order in which they came. Only the loan's events
   * tell: undefined where the position was read from the loan's row.
   */
  credits?: readonly CreditLot[] | undefined
  disbursedOn: CivilDate | null
  /** The date of the early settlement; null while there was none. */
  settledOn: CivilDate | null
}

/** How one event was divided: what it paid, made due, waived or left as credit. */
export interface TransactionSplit {
  type: PushedKind
  date: CivilDate
  amount: bigint
  principal: bigint
  interest: bigint
  fees: bigint
  waived: bigint
  overpayment: bigint
}

export type Judgement =
  | { accepted: true; position: LoanPosition; split: TransactionSplit }
  | { accepted: false; refusal: Refusal }

export type JudgeEvent = (position: LoanPosition, event: LoanEvent) => Judgement
