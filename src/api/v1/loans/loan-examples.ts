import type { ListedLoanAnswer, LoanAnswer } from './loan-answer-schema'
import type { TransactionAnswer } from './transaction-answer'

/** An example’s figures: JSON numbers where answers have them by their own text. */
const amount = (figure: number) => figure as unknown as LoanAnswer['arrears']
const NONE = amount(0)

export const transactionExample: TransactionAnswer = {
  ...{ id: '22', loanId: '11', type: 'Repayment', date: '2026-01-20' },
  ...{ amount: amount(5000), principal: amount(3900), interest: amount(1100), fees: NONE },
  ...{ penalties: NONE, overpaymentPortion: NONE, principalAfter: amount(6100) },
  ...{ outstandingAfter: amount(6100), reversed: false, reversedOn: null, replacedBy: null },
  ...{ paymentTypeId: 1, receiptNumber: 'RCP-001', note: null, destination: null },
  eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
}

const paid = {
  principalPaid: amount(3900),
  interestPaid: amount(1100),
  feesPaid: NONE,
  penaltiesPaid: NONE,
}
const open = {
  ...{ principalOutstanding: amount(6100), interestOutstanding: NONE },
  ...{ feesOutstanding: NONE, penaltiesOutstanding: NONE },
}

export const loanExample: LoanAnswer = {
  ...{ id: '11', externalId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e12' },
  ...{
    customerId: '7',
    customerName: 'Ada Lovelace',
    productId: '1',
    productName: 'Standard loan',
  },
  ...{
    status: 'Active',
    currency: 'TZS',
    principal: amount(10000),
    approvedPrincipal: amount(10000),
  },
  ...{ totalOutstanding: amount(6100), ...open, overpaidAmount: NONE },
  ...{ feesDueAtDisbursement: NONE, vatOnCharges: NONE, netDisbursal: amount(10000) },
  ...{ notice: null, daysOverdue: 0, arrears: NONE },
  summary: {
    ...paid,
    totalRepayment: amount(5000),
    ...{ principalWaived: NONE, interestWaived: NONE, feesWaived: NONE, penaltiesWaived: NONE },
    ...{ principalWrittenOff: NONE, interestWrittenOff: NONE },
    ...{ feesWrittenOff: NONE, penaltiesWrittenOff: NONE },
  },
  timeline: {
    ...{ submittedOnDate: '2026-01-15', approvedOnDate: '2026-01-15' },
    ...{ expectedDisbursementDate: '2026-01-15', disbursedOnDate: '2026-01-15' },
    ...{ expectedMaturityDate: '2026-01-22', actualMaturityDate: null, closedOnDate: null },
    ...{
      overpaidOnDate: null,
      rejectedOnDate: null,
      withdrawnOnDate: null,
      writtenOffOnDate: null,
    },
  },
  schedule: [
    {
      ...{ period: 1, fromDate: '2026-01-15', dueDate: '2026-01-22' },
      ...{ principal: amount(10000), interest: amount(1100), fees: NONE, penalties: NONE },
      ...{ total: amount(11100), paid: amount(5000), outstanding: amount(6100), completed: false },
      ...{ ...paid, ...open, paidInAdvance: amount(5000), paidLate: NONE },
      obligationsMetOnDate: null,
    },
  ],
  charges: [],
  transactions: [transactionExample],
}

export const listedExample: ListedLoanAnswer = {
  ...{ id: '11', externalId: loanExample.externalId, customerId: '7', productId: '1' },
  ...{ status: 'Active', principal: amount(10000), approvedPrincipal: amount(10000) },
  ...{ totalOutstanding: amount(6100), ...open, overpaidAmount: NONE },
  ...{ submittedOnDate: '2026-01-15', disbursedOnDate: '2026-01-15' },
  ...{ expectedMaturityDate: '2026-01-22', closedOnDate: null },
}
