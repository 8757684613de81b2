import type { MinorUnits } from '../../domain/values/money'
import type { EventContent } from '../../domain/events/details'
import { wireLendingPayload } from './lending-payload'
import type { WirePayload } from './payload-schemas'
import { wireAmount } from '../wire/amount'

/** The payload of an event under the names of the request that brought it. */
export function wirePayload(content: EventContent, exponent: number): WirePayload {
  const { kind, payload } = content
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
    case 'REVERSAL':
      return {
        eventId: payload.eventId,
        reason: payload.reason,
        reversalDate: payload.reversalDate,
        cascade: payload.cascade,
      }
    default:
      return wireLendingPayload(content, exponent)
  }
}
