import { z } from 'zod'
import 'zod-openapi'

import type { PushedKind } from '../../domain/events/kinds'
import { civilDate, eventId, money } from '../wire/books-schemas'
import { lendingPayload } from './lending-payload'

const customerId = z.string().meta({ example: 'C-1001' })

const fee = { feeAmount: money, feeName: z.string() }

const PAYLOADS = {
  DISBURSEMENT: z.object({
    customerId,
    loanAmount: money,
    adminFee: money,
    vatOnAdminFee: money.nullable().meta({ description: 'As it was sent.' }),
    disbursementDate: civilDate,
    vat: money.meta({ description: 'VAT on adminFee as it is booked.' }),
    vatRate: z.string().meta({ example: '0.18' }),
  }),
  REVENUE_REPORT: z.object({
    customerId,
    revenueMonth: z.string().meta({ example: '2026-01' }),
    revenueAmount: money,
  }),
  REPAYMENT: z.object({
    customerId,
    repaymentPrincipal: money,
    repaymentInterest: money,
    repaymentDate: civilDate,
    ...fee,
  }),
  EARLY_SETTLEMENT: z.object({
    customerId,
    repaymentEarlySettlementPrincipal: money,
    repaymentEarlySettlementInterest: money,
    repaymentEarlySettlementDate: civilDate,
    ...fee,
  }),
  CREDIT_REFUND: z.object({ customerId, refundAmount: money, refundDate: civilDate }),
  WRITE_OFF: z.object({ customerId, writeOffDate: civilDate }),
  REVERSAL: z.object({
    eventId,
    reason: z.string(),
    reversalDate: civilDate,
    cascade: z.boolean(),
  }),
} satisfies Record<PushedKind, z.ZodObject>

/** What was sent, by the names it was sent under; names of customers are kept elsewhere. */
export const payload = z
  .union([...Object.values(PAYLOADS), lendingPayload])
  .meta({ id: 'EventPayload' })

export type WirePayload = z.infer<typeof payload>
