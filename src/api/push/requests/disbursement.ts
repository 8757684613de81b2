import { vatRateOn } from '../../../business/vat-rate'
import { vatOn } from '../../../domain/values/vat'
import { amount, date, optionalAmount } from '../../wire/fields'
import { partyFields } from './party-fields'
import { pushedKind } from './pushed-request'
import type { PushedEvent } from './pushed-request'
import { futureDate } from './receipt'
import { stagedContext } from '../../wire/received'

function disbursementShape(exponent: number) {
  return {
    ...partyFields('Unique id of the loan; all later events name it.'),
    loanAmount: amount(exponent, 'Must be > 0.', {
      sign: 'positive',
      description: 'Loan principal. The bank pays out loanAmount − adminFee − VAT.',
      example: 1000000,
    }),
    adminFee: amount(exponent, 'Not null (use 0).', {
      sign: 'notNegative',
      description: 'Administration fee kept back from the loan; VAT is calculated on it.',
      example: 25000,
    }),
    vatOnAdminFee: optionalAmount(exponent, {
      sign: 'any',
      description: 'Informational: VAT is recalculated from adminFee.',
      example: 4500,
    }),
    disbursementDate: date('The day the loan was disbursed.', '2026-01-15'),
  }
}

export const disbursement = pushedKind({
  kind: 'DISBURSEMENT',
  docs: {
    schemaId: 'Disbursement',
    operationId: 'pushDisbursement',
    summary: 'Loan disbursement',
    description:
      'Sent when a loan is disbursed, first of all its events. Makes the disbursement invoice with principal receivable, bank disbursement, admin fee and VAT.',
  },
  shape: disbursementShape,
  rules({ loanAmount, adminFee, disbursementDate }, { business }) {
    if (loanAmount === undefined || adminFee === undefined || disbursementDate === undefined)
      return []
    const vat = vatOn(adminFee, vatRateOn(business, disbursementDate))
    if (adminFee + vat <= loanAmount) return []
    return [{ field: 'adminFee', message: 'Must, with the VAT on it, not be above loanAmount.' }]
  },
  future: ({ disbursementDate }, today) => futureDate('disbursementDate', disbursementDate, today),
  build(values, received): PushedEvent {
    const vatRate = vatRateOn(received.business, values.disbursementDate)
    return {
      kind: 'DISBURSEMENT',
      loanId: values.loanId,
      customerName: values.customerName,
      effectiveDate: values.disbursementDate,
      payload: {
        ...stagedContext(received),
        customerId: values.customerId,
        amount: values.loanAmount.toString(),
        adminFee: values.adminFee.toString(),
        vat: vatOn(values.adminFee, vatRate).toString(),
        vatRate,
        vatGiven: values.vatOnAdminFee?.toString() ?? null,
        date: values.disbursementDate,
      },
    }
  },
})
