import { lastDayOfMonth, monthOf } from '../../../domain/values/calendar'
import { amount, month } from '../../wire/fields'
import { partyFields } from './party-fields'
import { pushedKind } from './pushed-request'
import type { PushedEvent } from './pushed-request'
import { stagedContext } from '../../wire/received'

function revenueReportShape(exponent: number) {
  return {
    ...partyFields('The loan this interest belongs to.'),
    revenueMonth: month('Accrual month; the invoice is dated its last day.', '2026-01'),
    revenueAmount: amount(exponent, 'Must be > 0.', {
      sign: 'positive',
      description: 'Interest income of the month.',
      example: 30000,
    }),
  }
}

export const revenueReport = pushedKind({
  kind: 'REVENUE_REPORT',
  docs: {
    schemaId: 'RevenueReport',
    operationId: 'pushRevenueReport',
    summary: 'Monthly revenue report',
    description:
      'Sent monthly to record interest income. Makes an interest invoice dated the last day of the month; a month is reported once.',
  },
  shape: revenueReportShape,
  future({ revenueMonth }, today) {
    if (revenueMonth === undefined || revenueMonth <= monthOf(today)) return null
    return {
      field: 'revenueMonth',
      message: `Must not be after the current month, ${monthOf(today)}.`,
    }
  },
  build(values, received): PushedEvent {
    return {
      kind: 'REVENUE_REPORT',
      loanId: values.loanId,
      customerName: values.customerName,
      effectiveDate: lastDayOfMonth(values.revenueMonth),
      payload: {
        ...stagedContext(received),
        customerId: values.customerId,
        month: values.revenueMonth,
        amount: values.revenueAmount.toString(),
      },
    }
  },
})
