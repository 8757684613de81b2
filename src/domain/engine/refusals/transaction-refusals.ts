import type { RefusalRule } from './refusal-rule'
import { missing, rule, state } from './refusal-rule'

/** Once a loan was paid out. */
export const TRANSACTION_REFUSALS = {
  NOT_REPAYABLE: state(
    'error.msg.loan.must.be.active.fully.paid.or.overpaid',
    'Loan must be Active, Fully Paid or Overpaid',
    ['Active', 'Closed (obligations met)', 'Overpaid'],
  ),
  TRANSACTION_IN_FUTURE: rule(
    'error.msg.loan.transaction.cannot.be.a.future.date',
    'The transaction date cannot be in the future.',
  ),
  TRANSACTION_BEFORE_DISBURSEMENT: rule(
    'error.msg.loan.repayment.or.waiver.cannot.be.made.before.client.transfer.date',
    "The date on which a repayment or waiver is made cannot be earlier than client's transfer date to this office",
  ),
  NOT_ACTIVE_TO_WAIVE: state(
    'error.msg.loan.repayment.or.waiver.account.is.not.active',
    'Loan Repayment (or its types) or Waiver is not allowed. Loan Account is not active.',
    ['Active'],
  ),
  WAIVED_MORE_THAN_OUTSTANDING: rule(
    'error.msg.loan.waive.interest.amount.exceeds.total.outstanding.interest',
    'The amount of interest to waive cannot be greater than total interest outstanding on loan.',
  ),

  CHARGE_NOT_FOUND: missing(
    'error.msg.loanCharge.id.invalid',
    'Loan charge with identifier {chargeId} does not exist',
  ),
  CHARGE_LOAN_NOT_ACTIVE: state(
    'error.msg.loan.charge.associated.loan.inactive',
    'This loan charge can be waived as the loan associated with it is currently inactive',
    ['Active'],
  ),
  CHARGE_ALREADY_WAIVED: rule(
    'error.msg.loan.charge.already.waived',
    'This loan charge has already been waived',
  ),
  CHARGE_ALREADY_PAID: rule(
    'error.msg.loan.charge.already.paid',
    'This loan charge has been completely paid',
  ),
  WAIVED_BEFORE_CHARGE: rule(
    'error.msg.loan.charge.waiver.cannot.be.before.charge',
    'The date of the waiver cannot be before the charge is made: {date}',
  ),
  CHARGE_TAKEN_BACK: rule(
    'error.msg.loan.charge.reversed',
    'This loan charge was reversed, as its installment was not overdue',
  ),
  CHARGE_ON_ENDED_LOAN: state(
    'error.msg.loan.charge.account.is.closed',
    'Loan charge is not allowed. Loan Account is rejected, withdrawn or written off.',
    ['Submitted', 'Approved', 'Active', 'Closed (obligations met)', 'Overpaid'],
  ),
  CHARGE_NOTHING_TO_DISBURSE: rule(
    'error.msg.charge.cannot.be.updated.no.pending.disbursements.in.loan',
    'This charge cannot be added, No disbursement is pending',
  ),
  CHARGE_WITHOUT_DUE_DATE: rule(
    'error.msg.loanCharge.dueDate.cannot.be.blank',
    'Loan charge is missing due date.',
  ),
  CHARGE_BEFORE_DISBURSEMENT: rule(
    'error.msg.loanCharge.cannot.be.added.as.date.is.before.last.transaction.date',
    'charge with date before last transaction date can not be added to loan.',
  ),

  NOT_ACTIVE_TO_WRITE_OFF: state(
    'error.msg.loan.writtenoff.account.is.not.active',
    'Loan Written off is not allowed. Loan Account is not active.',
    ['Active'],
  ),
  WRITTEN_OFF_BEFORE_DISBURSEMENT: rule(
    'error.msg.loan.writeoff.cannot.be.before.submittal.date',
    'The date on which a loan is written off cannot be before the loan disbursement date: {disbursementDate}',
  ),
  WRITTEN_OFF_IN_FUTURE: rule(
    'error.msg.loan.writeoff.cannot.be.a.future.date',
    'The date on which a loan is written off cannot be in the future.',
  ),
  WRITTEN_OFF_BEFORE_OTHERS: rule(
    'error.msg.loan.writeoff.must.occur.on.or.after.other.transaction.dates',
    'The date of the writeoff transaction must occur on or before previous transactions.',
  ),
  NOT_WRITTEN_OFF: state(
    'error.msg.loan.status.not.written.off.update.not.allowed',
    'Loan :{loanId} update not allowed as loan status is not written off',
    ['Closed (written off)'],
  ),

  REFUND_OF_OVERPAID: {
    ...rule(
      'error.msg.loan.refund.account.is.not.active',
      'Loan Refund is not allowed. Loan Account is not active.',
    ),
    class: 'STATE',
    allowed: ['Active'],
  },
  NOT_ACTIVE_TO_REFUND: state(
    'error.msg.loan.refund.account.is.not.active',
    'Loan Refund is not allowed. Loan Account is not active.',
    ['Active'],
  ),
  REFUND_BEFORE_PAYMENT: rule(
    'error.msg.loan.refund.failed',
    'The refund date`{date}`` cannot be before the smallest repayment transaction date',
  ),
  REFUND_ABOVE_ADVANCE: rule(
    'error.msg.loan.refund.amount.invalid',
    'The refund amount `{paidInAdvance}`` is invalid or loan is not paid in advance.',
  ),
  NOT_OVERPAID: state(
    'error.msg.loan.credit.balance.refund.account.is.not.overpaid',
    'Loan Credit Balance Refund is not allowed. Loan Account is not Overpaid.',
    ['Overpaid'],
  ),
  PAYOUT_IN_FUTURE: rule(
    'error.msg.transaction.date.cannot.be.in.the.future',
    'Loan: {loanId}, Credit Balance Refund transaction cannot be created for the future.',
  ),
  PAYOUT_ABOVE_CREDIT: {
    ...rule(
      'error.msg.transactionAmount.invalid.must.be.>zero.and<=overpaidamount',
      'Transaction Amount ({amount}) must be > zero and <= Overpaid amount ({overpaid}).',
    ),
    status: 400,
  },

  NOT_OVERPAID_TO_TRANSFER: state(
    'error.msg.loan.credit.transfer.account.is.not.overpaid',
    'Loan Credit Transfer is not allowed. Loan Account is not Overpaid.',
    ['Overpaid'],
  ),
  NOT_ACTIVE_TO_TRANSFER_TO: state(
    'error.msg.loan.credit.transfer.to.account.is.not.active',
    'Loan Credit Transfer is not allowed. The Loan Account that is to be paid is not Active.',
    ['Active'],
  ),
  TRANSFERRED_ABOVE_DEBT: rule(
    'error.msg.loan.credit.transfer.amount.exceeds.total.outstanding',
    'The amount of a credit transfer ({amount}) cannot be greater than what is outstanding on the loan that it pays ({outstanding}).',
  ),

  TRANSACTION_NOT_FOUND: missing(
    'error.msg.loan.transaction.id.invalid',
    'Transaction with identifier {transactionId} does not exist for loan with identifier {loanId}.',
  ),
  TRANSACTION_NOT_REVERSIBLE: rule(
    'error.msg.loan.transaction.adjustment.is.only.allowed.to.repayment.or.waiver.or.creditbalancerefund.transactions',
    'Only (non-reversed) transactions of type repayment, waiver or credit balance refund can be adjusted.',
  ),
  WRITTEN_OFF_TO_REVERSE: state(
    'error.msg.loan.written.off.update.not.allowed',
    'Loan transaction:{transactionId} update not allowed as loan status is written off',
    ['Active', 'Closed (obligations met)', 'Overpaid'],
  ),
  REVERSED_BEFORE_TRANSACTION: rule(
    'error.msg.loan.transaction.reversal.cannot.be.before.transaction.date',
    'The date of the reversal cannot be before the date of the transaction: {date}',
  ),
  UNDONE_BEFORE: rule(
    'error.msg.loan.undo.cannot.be.before.what.is.undone',
    'The date of an undo cannot be before the date of what it undoes: {date}',
  ),
  TOO_MANY_EVENTS: rule(
    'error.msg.loan.has.too.many.transactions',
    'The loan has {most} transactions, charges and accruals, the most that one takes: reverse one, or write off what is open.',
  ),
  REVERSAL_BLOCKED: rule(
    'error.msg.loan.reversal.blocked',
    'The reversal is blocked by the event {eventId}.',
  ),
  NOT_DISBURSED: state('error.msg.loan.is.not.disbursed', 'The loan is not disbursed.', [
    ...(['Active', 'Closed (obligations met)', 'Overpaid', 'Closed (written off)'] as const),
  ]),
} as const satisfies Record<string, RefusalRule>
