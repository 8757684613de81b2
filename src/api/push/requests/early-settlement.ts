import { amount, date, optionalAmount, optionalText } from '../../wire/fields'
import { partyFields } from './party-fields'
import { pushedKind } from './pushed-request'
import type { PushedEvent } from './pushed-request'
import { atLeastOne, futureDate, receiptPayload } from './receipt'

function earlySettlementShape(exponent: number) {
  return {
    ...partyFields('The loan being settled; its disbursement comes first.'),
    repaymentEarlySettlementPrincipal: amount(exponent, 'Must be ≥ 0. Use 0 if none.', {
      sign: 'notNegative',
      description: 'Remaining principal being paid off.',
      example: 920000,
    }),
    repaymentEarlySettlementInterest: amount(exponent, 'Must be ≥ 0. Use 0 if none.', {
      sign: 'notNegative',
      description: 'Remaining interest being paid off.',
      example: 27600,
    }),
    repaymentEarlySettlementDate: date('The day of the early settlement.', '2026-03-10'),
    feeAmount: optionalAmount(exponent, {
      sign: 'notNegative',
      description: 'Early settlement fee; 0 if none.',
      example: 10000,
    }),
    feeName: optionalText('What the fee is for; empty if none.', 'Early settlement fee'),
  }
}

export const earlySettlement = pushedKind({
  kind: 'EARLY_SETTLEMENT',
  docs: {
    schemaId: 'EarlySettlement',
    operationId: 'pushEarlySettlement',
    summary: 'Early settlement',
    description:
      'Sent when a borrower pays off the rest early. Closes principal and interest. At least one of repaymentEarlySettlementPrincipal or repaymentEarlySettlementInterest must be > 0.',
  },
  shape: earlySettlementShape,
  rules: (values) =>
    atLeastOne(
      {
        field: 'repaymentEarlySettlementPrincipal',
        value: values.repaymentEarlySettlementPrincipal,
      },
      { field: 'repaymentEarlySettlementInterest', value: values.repaymentEarlySettlementInterest },
    ),
  future: ({ repaymentEarlySettlementDate }, today) =>
    futureDate('repaymentEarlySettlementDate', repaymentEarlySettlementDate, today),
  build(values, received): PushedEvent {
    return {
      kind: 'EARLY_SETTLEMENT',
      loanId: values.loanId,
      customerName: values.customerName,
      effectiveDate: values.repaymentEarlySettlementDate,
      payload: receiptPayload(
        {
          customerId: values.customerId,
          principal: values.repaymentEarlySettlementPrincipal,
          interest: values.repaymentEarlySettlementInterest,
          fee: values.feeAmount,
          feeName: values.feeName,
          date: values.repaymentEarlySettlementDate,
        },
        received,
      ),
    }
  },
})
