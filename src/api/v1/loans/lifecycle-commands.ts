import { vatRateOn } from '../../../business/vat-rate'
import { datedCommand } from '../../../stream/command-request'
import { approval, disbursal, rejection, undoing, withdrawal } from './command-forms'
import { loanCommand } from './loan-command'

const approve = loanCommand({
  path: '/loans/{loan}/approve',
  kind: 'APPROVE',
  form: approval,
  operationId: 'approveLoan',
  summary: 'Approve',
  description: 'Less than was applied for may be approved: the principal becomes that.',
  request: ({ approvedOnDate, approvedLoanAmount, expectedDisbursementDate, note }, given) =>
    datedCommand(
      'APPROVE',
      given.commanded,
      {
        date: approvedOnDate,
        amount: approvedLoanAmount?.toString() ?? given.loan.principal ?? '0',
        expectedDisbursementOn: expectedDisbursementDate,
      },
      { note },
    ),
})

const undoApproval = loanCommand({
  path: '/loans/{loan}/undo-approval',
  kind: 'UNDO_APPROVAL',
  form: undoing,
  operationId: 'undoApproval',
  summary: 'Undo the approval: the loan is Submitted again',
  request: ({ transactionDate, note }, { commanded }) =>
    datedCommand('UNDO_APPROVAL', commanded, { date: transactionDate }, { note }),
})

const reject = loanCommand({
  path: '/loans/{loan}/reject',
  kind: 'REJECT',
  form: rejection,
  operationId: 'rejectLoan',
  summary: 'Reject; there is no way back',
  request: ({ rejectedOnDate, note }, { commanded }) =>
    datedCommand('REJECT', commanded, { date: rejectedOnDate }, { note }),
})

const withdraw = loanCommand({
  path: '/loans/{loan}/withdraw',
  kind: 'WITHDRAW',
  permission: 'lms:write',
  form: withdrawal,
  operationId: 'withdrawLoan',
  summary: 'Withdraw; there is no way back',
  request: ({ withdrawnOnDate, note }, { commanded }) =>
    datedCommand('WITHDRAW', commanded, { date: withdrawnOnDate }, { note }),
})

const disburse = loanCommand({
  path: '/loans/{loan}/disburse',
  kind: 'DISBURSE',
  form: disbursal,
  operationId: 'disburseLoan',
  summary: 'Disburse: the schedule begins',
  description:
    'Charges at disbursement and VAT on them are kept back from what is paid out. No payment is made here: the payment system pays, to the destination that is kept with it.',
  request(values, { business, commanded, loan }) {
    const { actualDisbursementDate: date, transactionAmount } = values
    const { destination, paymentTypeId, receiptNumber, note } = values
    const amount = transactionAmount?.toString() ?? loan.approvedPrincipal ?? loan.principal ?? '0'
    return datedCommand(
      'DISBURSE',
      commanded,
      { date, amount, vatRate: vatRateOn(business, date) },
      { destination, paymentTypeId, receiptNumber, note },
    )
  },
})

const undoDisbursal = loanCommand({
  path: '/loans/{loan}/undo-disbursal',
  kind: 'UNDO_DISBURSAL',
  form: undoing,
  operationId: 'undoDisbursal',
  summary: 'Undo the disbursement and all that followed: the loan is Approved again',
  request: ({ transactionDate, note }, { commanded }) =>
    datedCommand('UNDO_DISBURSAL', commanded, { date: transactionDate }, { note }),
})

export const lifecycleCommands = [approve, undoApproval, reject, withdraw, disburse, undoDisbursal]
