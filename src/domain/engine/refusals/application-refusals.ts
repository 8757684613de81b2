import type { RefusalRule } from './refusal-rule'
import { rule, state } from './refusal-rule'

/** Until a loan is paid out, and when that is undone. */
export const APPLICATION_REFUSALS = {
  FIELDS_INVALID: {
    class: 'FIELD',
    status: 400,
    globalCode: 'validation.msg.validation.errors.exist',
    text: 'Validation errors exist. [{fields}]',
  },

  SUBMITTED_IN_FUTURE: rule(
    'error.msg.loan.submittal.cannot.be.a.future.date',
    'The date on which a loan is submitted cannot be in the future.',
  ),
  SUBMITTED_BEFORE_ACTIVATION: rule(
    'error.msg.loan.submittal.cannot.be.before.client.activation.date',
    "The date on which a loan is submitted cannot be earlier than client's activation date.",
  ),
  SUBMITTED_AFTER_DISBURSEMENT: rule(
    'error.msg.loan.submittal.cannot.be.after.expected.disbursement.date',
    'The date on which a loan is submitted cannot be after its expected disbursement date: {expectedDisbursementDate}',
  ),
  SUBMITTED_AFTER_FIRST_REPAYMENT: rule(
    'error.msg.loan.application.submitted.on.date.cannot.be.after.the.loan.expected.first.repayment.date',
    'submittedOnDate cannot be after the loans  expectedFirstRepaymentOnDate.',
  ),
  FIRST_REPAYMENT_BEFORE_DISBURSEMENT: rule(
    'error.msg.loan.days.between.first.repayment.and.disbursal.are.less.than.minimum.allowed',
    "Number of days between loan disbursal  ({disbursementDate}) and first repayment ({firstRepaymentDate}) can't be less than (0).",
  ),
  INTEREST_ABOVE_INSTALLMENT: rule(
    'error.msg.loanschedule.emi.amount.must.be.greter.than.interest',
    'EMI amount must be greater than : {interest}',
  ),
  LOAN_TOO_LATE: rule(
    'error.msg.loan.dates.too.late',
    'A date of this loan is later than can be reckoned with.',
  ),
  LOAN_TOO_LARGE: rule(
    'error.msg.loan.amount.too.large',
    'More would be owed on this loan than can be said.',
  ),

  APPROVED_BEFORE_SUBMITTED: rule(
    'error.msg.loan.approval.cannot.be.before.submittal.date',
    'Loan approval date {approvedOnDate} can not be before its submittal date: {submittedOnDate}',
  ),
  APPROVED_AFTER_DISBURSEMENT: rule(
    'error.msg.loan.expecteddisbursal.should.be.on.or.after.approval.date',
    'The expected disbursement date {expectedDisbursementDate} should be either on or after the approval date: {approvedOnDate}',
  ),
  APPROVED_IN_FUTURE: rule(
    'error.msg.loan.approval.cannot.be.a.future.date',
    'The date on which a loan is approved cannot be in the future.',
  ),
  APPROVED_BEFORE_ACTIVATION: rule(
    'error.msg.loan.approval.cannot.be.before.client.transfer.date',
    "The date on which a loan is approved cannot be earlier than client's transfer date to this office",
  ),
  APPROVED_MORE_THAN_ASKED: rule(
    "error.msg.loan.approval.amount.can't.be.greater.than.loan.amount.demanded",
    "Loan approved amount can't be greater than loan amount demanded.",
  ),
  ALREADY_APPROVED: state(
    'error.msg.loan.approve.account.is.not.submitted.and.pending.state',
    'Loan is already approved.',
    ['Submitted'],
  ),
  NOT_SUBMITTED_TO_APPROVE: state(
    'error.msg.loan.approve.account.is.not.submitted.and.pending.state',
    'Loan Account Approval is not allowed. Loan Account is not in submitted and pending approval state.',
    ['Submitted'],
  ),
  NOT_APPROVED_TO_UNDO: state(
    'error.msg.loan.undo.approval.account.is.not.approved',
    'Loan Account Undo Approval is not allowed. Loan Account is not in approved state.',
    ['Approved'],
  ),

  REJECTED_BEFORE_SUBMITTED: rule(
    'error.msg.loan.reject.cannot.be.before.submittal.date',
    'The date on which a loan is rejected cannot be before its submittal date: {submittedOnDate}',
  ),
  REJECTED_BEFORE_ACTIVATION: rule(
    'error.msg.loan.reject.cannot.be.before.client.transfer.date',
    "The date on which a loan is rejected cannot be earlier than client's transfer date to this office",
  ),
  REJECTED_IN_FUTURE: rule(
    'error.msg.loan.reject.cannot.be.a.future.date',
    'The date on which a loan is rejected cannot be in the future.',
  ),
  NOT_SUBMITTED_TO_REJECT: state(
    'error.msg.loan.reject.account.is.not.submitted.pending.approval.state',
    'Loan Account Reject is not allowed. Loan Account is not in Submitted and Pending approval state.',
    ['Submitted'],
  ),
  WITHDRAWN_BEFORE_SUBMITTED: rule(
    'error.msg.loan.withdraw.cannot.be.before.submittal.date',
    'The date on which a loan is withdrawn cannot be before its submittal date: {submittedOnDate}',
  ),
  WITHDRAWN_BEFORE_ACTIVATION: rule(
    'error.msg.loan.withdraw.cannot.be.before.client.transfer.date',
    "The date on which a loan is withdrawn cannot be earlier than client's transfer date to this office",
  ),
  WITHDRAWN_IN_FUTURE: rule(
    'error.msg.loan.withdraw.cannot.be.a.future.date',
    'The date on which a loan is withdrawn cannot be in the future.',
  ),
  NOT_SUBMITTED_TO_WITHDRAW: state(
    'error.msg.loan.withdraw.cannot.withdraw',
    "Only the loan applications with status 'Submitted and pending approval' are allowed to be withdrawn by applicant.",
    ['Submitted'],
  ),

  DISBURSED_BEFORE_APPROVED: rule(
    'error.msg.loan.disbursal.cannot.be.before.approval.date',
    'The date on which a loan is disbursed cannot be before its approval date: {approvedOnDate}',
  ),
  DISBURSED_BEFORE_ACTIVATION: rule(
    'error.msg.loan.disbursal.cannot.be.before.client.transfer.date',
    "The date on which a loan is disbursed cannot be earlier than client's transfer date to this office",
  ),
  DISBURSED_IN_FUTURE: rule(
    'error.msg.loan.disbursal.cannot.be.a.future.date',
    'The date on which a loan with identifier : {loanId} is disbursed cannot be in the future.',
  ),
  DISBURSED_AFTER_FIRST_REPAYMENT: rule(
    'error.msg.loanschedule.schedule.due.date.not.valid',
    'The first repayment date {firstRepaymentDate} cannot be before the disbursement.',
  ),
  DISBURSED_MORE_THAN_APPROVED: rule(
    'error.msg.loan.disburse.amount.must.be.less.than.approved.amount',
    "Loan can't be disbursed,disburse amount is exceeding approved amount",
  ),
  CHARGE_OUTSIDE_SCHEDULE: rule(
    'error.msg.loanCharge.cannot.be.added.as.specified.due.date.outside.range',
    'This charge with specified due date cannot be added as the it is not in schedule range.',
  ),
  NOT_APPROVED_TO_DISBURSE: state(
    'error.msg.loan.disbursal.account.is.not.approve.not.disbursed.state',
    'Loan Disbursal is not allowed. Loan Account is not in approved and not disbursed state.',
    ['Approved'],
  ),
  NOT_ACTIVE_TO_UNDO_DISBURSAL: state(
    'error.msg.loan.undo.disbursal.account.is.not.active',
    'Loan Undo disbursal is not allowed. Loan Account is not active.',
    ['Active'],
  ),
} as const satisfies Record<string, RefusalRule>
