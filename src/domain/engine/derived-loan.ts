import type { ChargeTerms, LoanTerms, OverdueRule } from '../events/lending/loan-terms'
import type { LendingFactKind } from '../events/lending/lending-kinds'
import type { CivilDate } from '../values/calendar'

/** Where a loan can stand; a pushed one in four of these. */
export const DERIVED_STATUSES = [
  'Submitted',
  'Approved',
  'Active',
  'Closed (obligations met)',
  'Overpaid',
  'Rejected',
  'Withdrawn',
  'Closed (written off)',
] as const

export type DerivedStatus = (typeof DERIVED_STATUSES)[number]

/** An amount by what it is for, minor units. */
export interface Portions {
  principal: bigint
  interest: bigint
  fees: bigint
  penalties: bigint
}

export interface Installment {
  no: number
  /** Exclusive, but for the first, which has its day. */
  from: CivilDate
  due: CivilDate
  owed: Portions
  paid: Portions
  waived: Portions
  writtenOff: Portions
  /** Paid before the due date, and after it. */
  paidInAdvance: bigint
  paidLate: bigint
  obligationsMetOn: CivilDate | null
}

export interface DerivedCharge extends Pick<ChargeTerms, 'index' | 'time' | 'rate' | 'penalty'> {
  /** The event that brought it. */
  eventId: string
  dueOn: CivilDate | null
  amount: bigint
  paid: bigint
  waived: bigint
  /** A penalty of an installment that turned out not to have been overdue. */
  reversed: boolean
  /** What is open of it, by installment; none of a charge that is kept back at the disbursement. */
  parts: readonly { installment: number; outstanding: bigint }[]
}

export type SplitType =
  | 'Disbursement'
  | 'Repayment (at time of disbursement)'
  | 'Repayment'
  | 'Waive interest'
  | 'Waive loan charges'
  | 'Write-Off'
  | 'Refund'
  | 'Credit Balance Refund'
  | 'Credit transfer'
  | 'Accrual'
  | 'Overdue penalty'

/** What moves on one installment: signed, what is owed above zero, what pays or forgives below. */
export interface InstallmentMove extends Portions {
  installment: number
  due: CivilDate
  kind: 'DUE' | 'PAID' | 'WAIVED' | 'WRITTEN_OFF'
}

/** How one event was divided. */
export interface Split extends Portions {
  eventId: string
  kind: LendingFactKind
  /** Of a disbursement: 0 the money paid out, 1 the charges kept back. Else 0. */
  part: number
  type: SplitType
  date: CivilDate
  amount: bigint
  overpayment: bigint
  /** The loan's principal, its total outstanding and the customer's credit right after it. */
  principalAfter: bigint
  totalAfter: bigint
  creditAfter: bigint
  moves: readonly InstallmentMove[]
}

export interface Timeline {
  submittedOn: CivilDate | null
  approvedOn: CivilDate | null
  expectedDisbursementOn: CivilDate | null
  disbursedOn: CivilDate | null
  rejectedOn: CivilDate | null
  withdrawnOn: CivilDate | null
  expectedMaturityOn: CivilDate | null
  actualMaturityOn: CivilDate | null
  closedOn: CivilDate | null
  overpaidOn: CivilDate | null
  writtenOffOn: CivilDate | null
}

export interface LoanTotals {
  outstanding: Portions
  paid: Portions
  waived: Portions
  writtenOff: Portions
  /** Credit of the customer, not yet paid out nor transferred. */
  overpaid: bigint
  /** Kept back from what was paid out. */
  feesAtDisbursement: bigint
}

/** A loan of our own LMS as its live events make it. */
export interface DerivedLoan {
  status: DerivedStatus
  customerId: string
  product: { no: number; code: string; version: number }
  terms: LoanTerms
  overdue: OverdueRule | null
  settlementRebate: boolean
  exponent: number
  /** Applied for, approved, and (once disbursed) disbursed. */
  principal: { applied: bigint; approved: bigint | null; disbursed: bigint | null }
  timeline: Timeline
  /** Sorted by number. Before the disbursement: as it would be on the expected day. */
  schedule: readonly Installment[]
  charges: readonly DerivedCharge[]
  /** In book order: date, rank, seq. */
  splits: readonly Split[]
  totals: LoanTotals
}
