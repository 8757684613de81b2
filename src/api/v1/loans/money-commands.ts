import { datedCommand } from '../../../stream/command-request'
import { interestWaiver, payment, payout, undoing, writingOff } from './command-forms'
import { loanCommand, transactionCommand } from './loan-command'

const writeOff = loanCommand({
  path: '/loans/{loan}/write-off',
  kind: 'WRITE_OFF',
  form: writingOff,
  operationId: 'writeOffLoan',
  summary: 'Write off all that is open',
  request: ({ transactionDate, note }, { commanded }) =>
    datedCommand('WRITE_OFF', commanded, { date: transactionDate }, { note }),
})

const undoWriteOff = loanCommand({
  path: '/loans/{loan}/undo-write-off',
  kind: 'UNDO_WRITE_OFF',
  form: undoing,
  operationId: 'undoWriteOff',
  summary: 'Undo the write-off',
  request: ({ transactionDate, note }, { commanded }) =>
    datedCommand('UNDO_WRITE_OFF', commanded, { date: transactionDate }, { note }),
})

const waiveInterest = loanCommand({
  path: '/loans/{loan}/waive-interest',
  kind: 'WAIVE_INTEREST',
  form: interestWaiver,
  operationId: 'waiveInterest',
  summary: 'Waive interest',
  request: ({ transactionDate, transactionAmount, note }, { commanded }) =>
    datedCommand(
      'WAIVE_INTEREST',
      commanded,
      { date: transactionDate, amount: transactionAmount.toString() },
      { note },
    ),
})

const refund = loanCommand({
  path: '/loans/{loan}/refund',
  kind: 'REFUND',
  form: payout,
  operationId: 'refundLoan',
  summary: 'Pay back what was paid in advance, during the loan’s life',
  description: 'It does not clear an overpayment: see credit-balance-refund.',
  request: ({ transactionDate, transactionAmount, ...words }, { commanded }) =>
    datedCommand(
      'REFUND',
      commanded,
      { date: transactionDate, amount: transactionAmount.toString() },
      words,
    ),
})

const creditRefund = loanCommand({
  path: '/loans/{loan}/credit-balance-refund',
  kind: 'CREDIT_REFUND',
  form: payout,
  operationId: 'refundCredit',
  summary: 'Pay out an overpayment',
  request: ({ transactionDate, transactionAmount, ...words }, { commanded }) =>
    datedCommand(
      'CREDIT_REFUND',
      commanded,
      { date: transactionDate, amount: transactionAmount.toString() },
      words,
    ),
})

const repay = transactionCommand({
  path: '/loans/{loan}/repayments',
  kind: 'REPAY',
  permission: 'lms:write',
  form: payment,
  operationId: 'repayLoan',
  summary: 'Repay',
  description:
    'Partial, early, late, back-dated or more than is owed: what is beyond it is the customer’s credit. Without an Idempotency-Key two equal repayments are two.',
  request: ({ transactionDate, transactionAmount, ...words }, { commanded }) =>
    datedCommand(
      'REPAY',
      commanded,
      { date: transactionDate, amount: transactionAmount.toString(), transfer: null },
      words,
    ),
})

export const moneyCommands = [writeOff, undoWriteOff, waiveInterest, refund, creditRefund, repay]
