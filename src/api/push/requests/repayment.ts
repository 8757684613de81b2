import { amount, date, optionalAmount, optionalText } from '../../wire/fields'
import { partyFields } from './party-fields'
import { pushedKind } from './pushed-request'
import type { PushedEvent } from './pushed-request'
import { atLeastOne, futureDate, receiptPayload } from './receipt'

function repaymentShape(exponent: number) {
  return {
    ...partyFields('The loan this payment applies to; its disbursement comes first.'),
    repaymentPrincipal: amount(exponent, 'Must be ≥ 0. Use 0 for an interest-only payment.', {
      sign: 'notNegative',
      description: 'Principal portion; 0 for an interest-only payment.',
      example: 80000,
    }),
    repaymentInterest: amount(exponent, 'Must be ≥ 0. Use 0 for a principal-only payment.', {
      sign: 'notNegative',
      description: 'Interest portion, applied FIFO to the open interest invoices.',
      example: 30000,
    }),
    repaymentDate: date('The day the payment was received.', '2026-02-15'),
    feeAmount: optionalAmount(exponent, {
      sign: 'notNegative',
      description: 'Additional fee, for example a late fee; 0 if none.',
      example: 5000,
    }),
    feeName: optionalText('What the fee is for; empty if none.', 'Late fee'),
  }
}

export const repayment = pushedKind({
  kind: 'REPAYMENT',
  docs: {
    schemaId: 'Repayment',
    operationId: 'pushRepayment',
    summary: 'Loan repayment',
    description:
      'Sent for each payment. Principal pays the disbursement invoice, interest the open interest invoices FIFO. At least one of repaymentPrincipal or repaymentInterest must be > 0.',
  },
  shape: repaymentShape,
  rules: ({ repaymentPrincipal, repaymentInterest }) =>
    atLeastOne(
      { field: 'repaymentPrincipal', value: repaymentPrincipal },
      { field: 'repaymentInterest', value: repaymentInterest },
    ),
  future: ({ repaymentDate }, today) => futureDate('repaymentDate', repaymentDate, today),
  build(values, received): PushedEvent {
    return {
      kind: 'REPAYMENT',
      loanId: values.loanId,
      customerName: values.customerName,
      effectiveDate: values.repaymentDate,
      payload: receiptPayload(
        {
          customerId: values.customerId,
          principal: values.repaymentPrincipal,
          interest: values.repaymentInterest,
          fee: values.feeAmount,
          feeName: values.feeName,
          date: values.repaymentDate,
        },
        received,
      ),
    }
  },
})
