/** Where ours judges otherwise on purpose: their code, what ours comes to, and why. */
export const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // A charge on a loan that is over is refused, and that is said before its date.
  ACCEPTED: ['CHARGE_ON_ENDED_LOAN'],
  'error.msg.loanCharge.cannot.be.added.as.date.is.before.last.transaction.date': [
    'CHARGE_ON_ENDED_LOAN',
  ],
  'error.msg.charge.cannot.be.updated.no.pending.disbursements.in.loan': ['CHARGE_ON_ENDED_LOAN'],
  // The state first; what is paid in advance is reckoned at the refund's date.
  'error.msg.loan.refund.amount.invalid': [
    ...['ACCEPTED', 'NOT_ACTIVE_TO_REFUND', 'REFUND_OF_OVERPAID', 'REFUND_ABOVE_ADVANCE'],
    ...['REFUND_BEFORE_PAYMENT', 'TRANSACTION_IN_FUTURE', 'TRANSACTION_BEFORE_DISBURSEMENT'],
  ],
  // The contract's words.
  'error.msg.loan.approve.account.is.not.submitted.and.pending.state': ['ALREADY_APPROVED'],
  'error.msg.loan.transaction.cannot.be.before.disbursement.date': [
    'TRANSACTION_BEFORE_DISBURSEMENT',
    // A story's day of a reversal before its transaction is told as the transaction's.
    'ACCEPTED',
  ],
  // Of an application the dates are judged before the state.
  'error.msg.loan.reject.account.is.not.submitted.pending.approval.state': [
    ...['NOT_SUBMITTED_TO_REJECT', 'REJECTED_IN_FUTURE', 'REJECTED_BEFORE_SUBMITTED'],
  ],
  'error.msg.loan.withdraw.cannot.withdraw': ['WITHDRAWN_BEFORE_SUBMITTED', 'WITHDRAWN_IN_FUTURE'],
  // One reversal for whatever can be reversed.
  'error.msg.loan.transaction.undo.waive.charge': [
    'ACCEPTED',
    'TRANSACTION_NOT_REVERSIBLE',
    'WRITTEN_OFF_TO_REVERSE',
  ],
  'error.msg.loan.charge.associated.loan.inactive': ['ACCEPTED'],
  'error.msg.loan.written.off.update.not.allowed': ['WRITTEN_OFF_TO_REVERSE', 'NOT_REPAYABLE'],
  'error.msg.loan.refund.account.is.not.active': ['NOT_ACTIVE_TO_REFUND'],
  'error.msg.loan.disbursal.account.is.not.approve.not.disbursed.state': [
    ...['DISBURSED_IN_FUTURE', 'DISBURSED_BEFORE_APPROVED', 'DISBURSED_MORE_THAN_APPROVED'],
  ],
  'error.msg.loanCharge.dueDate.cannot.be.blank': ['CHARGE_ON_ENDED_LOAN'],
}
