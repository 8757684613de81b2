/** What somebody said beside a command. */
interface Noted {
  note?: string | null
}

/** How money moved, in the sender's own terms. */
interface PaidBy extends Noted {
  paymentTypeId?: number | null
  receiptNumber?: string | null
}

/** Where money is paid out to, for the system that pays: nothing is paid here. */
export interface Destination {
  type: string
  reference: string
}

interface PaidOut extends PaidBy {
  destination?: Destination | null
}

/** What each kind says in words: they are kept apart from the payload. None is the same as null. */
export interface LendingDetailsOf {
  /** The names of the application's charges, by their index. */
  SUBMIT: Noted & { chargeNames: string[] }
  APPROVE: Noted
  REJECT: Noted
  WITHDRAW: Noted
  DISBURSE: PaidOut
  REPAY: PaidBy
  ADD_CHARGE: Noted & { chargeName: string }
  WAIVE_CHARGE: Noted
  WAIVE_INTEREST: Noted
  WRITE_OFF: Noted
  REFUND: PaidOut
  CREDIT_REFUND: PaidOut
  CREDIT_OUT: Noted
  UNDO_APPROVAL: Noted
  UNDO_DISBURSAL: Noted
  UNDO_WRITE_OFF: Noted
  ACCRUAL: object
  PENALTY: object
}
