import { amount, date } from '../../wire/fields'
import { stagedContext } from '../../wire/received'
import { partyFields } from './party-fields'
import { pushedKind } from './pushed-request'
import type { PushedEvent } from './pushed-request'
import { futureDate } from './receipt'

function creditRefundShape(exponent: number) {
  return {
    ...partyFields('The loan whose credit is paid out; its disbursement comes first.'),
    refundAmount: amount(exponent, 'Must be > 0.', {
      sign: 'positive',
      description: 'What the customer got back; no more than the credit of the loan.',
      example: 20000,
    }),
    refundDate: date('The day the money was paid out.', '2026-02-20'),
  }
}

export const creditRefund = pushedKind({
  kind: 'CREDIT_REFUND',
  docs: {
    schemaId: 'CreditRefund',
    operationId: 'pushCreditRefund',
    summary: 'Refund of credit',
    description:
      'Sent when what a customer has paid too much is paid back. Takes it from the credit of the loan, which must stand there from refundDate on.',
  },
  shape: creditRefundShape,
  future: ({ refundDate }, today) => futureDate('refundDate', refundDate, today),
  build(values, received): PushedEvent {
    return {
      kind: 'CREDIT_REFUND',
      loanId: values.loanId,
      customerName: values.customerName,
      effectiveDate: values.refundDate,
      payload: {
        ...stagedContext(received),
        customerId: values.customerId,
        amount: values.refundAmount.toString(),
        date: values.refundDate,
      },
    }
  },
})
