import type { MinorUnits } from '../../domain/values/money'
import type { EventContent, PushedContent } from '../../domain/events/details'
import { isCommand } from '../../domain/events/is-command'
import { wireLendingPayload } from './lending-payload'
import type { WirePayload } from './payload-schemas'
import { wireAmount } from '../wire/amount'

/** The payload of an event under the names of the request that brought it. */
export function wirePayload(content: EventContent, exponent: number): WirePayload {
  if (isCommand(content)) return wireLendingPayload(content, exponent)
  const { kind, payload } = content as PushedContent
  const money = (minor: MinorUnits) => wireAmount(BigInt(minor), exponent)
  switch (kind) {
    case 'DISBURSEMENT':
      return {
        customerId: payload.customerId,
        loanAmount: money(payload.amount),
        adminFee: money(payload.adminFee),
        vatOnAdminFee: payload.vatGiven === null ? null : money(payload.vatGiven),
        disbursementDate: payload.date,
        vat: money(payload.vat),
        vatRate: payload.vatRate,
      }
    case 'REVENUE_REPORT':
      return {
        customerId: payload.customerId,
        revenueMonth: payload.month,
        revenueAmount: money(payload.amount),
      }
    case 'REPAYMENT':
      return {
        customerId: payload.customerId,
        repaymentPrincipal: money(payload.principal),
        repaymentInterest: money(payload.interest),
        repaymentDate: payload.date,
        feeAmount: money(payload.fee),
        feeName: payload.feeName,
      }
    case 'EARLY_SETTLEMENT':
      return {
        customerId: payload.customerId,
        repaymentEarlySettlementPrincipal: money(payload.principal),
        repaymentEarlySettlementInterest: money(payload.interest),
        repaymentEarlySettlementDate: payload.date,
        feeAmount: money(payload.fee),
        feeName: payload.feeName,
      }
    case 'CREDIT_REFUND':
      return {
        customerId: payload.customerId,
        refundAmount: money(payload.amount),
        refundDate: payload.date,
      }
    case 'WRITE_OFF':
      return { customerId: payload.customerId, writeOffDate: payload.date }
    case 'REVERSAL':
      return {
        eventId: payload.eventId,
        reason: payload.reason,
        reversalDate: payload.reversalDate,
        cascade: payload.cascade,
      }
  }
}
