import { z } from 'zod'
import 'zod-openapi'

import { civilDate, eventId, money } from '../wire/books-schemas'

const customerId = z.string().meta({ example: 'C-1001' })

/** What was sent, by the names it was sent under; names of customers are kept elsewhere. */
export const payload = z
  .union([
    z.object({
      customerId,
      loanAmount: money,
      adminFee: money,
      vatOnAdminFee: money.nullable().meta({ description: 'As it was sent.' }),
      disbursementDate: civilDate,
      vat: money.meta({ description: 'VAT on adminFee as it is booked.' }),
      vatRate: z.string().meta({ example: '0.18' }),
    }),
    z.object({
      customerId,
      revenueMonth: z.string().meta({ example: '2026-01' }),
      revenueAmount: money,
    }),
    z.object({
      customerId,
      repaymentPrincipal: money,
      repaymentInterest: money,
      repaymentDate: civilDate,
      feeAmount: money,
      feeName: z.string(),
    }),
    z.object({
      customerId,
      repaymentEarlySettlementPrincipal: money,
      repaymentEarlySettlementInterest: money,
      repaymentEarlySettlementDate: civilDate,
      feeAmount: money,
      feeName: z.string(),
    }),
    z.object({
      eventId,
      reason: z.string(),
      reversalDate: civilDate,
      cascade: z.boolean(),
    }),
  ])
  .meta({ id: 'EventPayload' })

export type WirePayload = z.infer<typeof payload>
