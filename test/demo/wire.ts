import type { LoanEvent } from '../../src/domain/events/stream-event'
import { parseAmount } from '../../src/domain/values/money'
import { vatOn } from '../../src/domain/values/vat'
import type { Row } from '../../src/demo/rows'
import {
  creditRefund,
  disbursement,
  earlySettlement,
  repayment,
  revenueReport,
  writeOff,
} from '../support/loan-events'

/** The event that the push API makes of a valid row. */
export function eventOf({ kind, body }: Row, seq: number): LoanEvent {
  const text = (field: string): string => {
    const value = body[field]
    if (value === undefined) throw new Error(`a ${kind} without ${field}`)
    return value
  }
  const customerId = text('customerId')
  const minor = (field: string) => minorText(text(field))
  const receipt = (prefix: string) => ({
    customerId,
    principal: minor(`${prefix}Principal`),
    interest: minor(`${prefix}Interest`),
    fee: minor('feeAmount'),
    feeName: text('feeName'),
    date: text(`${prefix}Date`),
  })
  switch (kind) {
    case 'DISBURSEMENT': {
      const adminFee = minor('adminFee')
      const vat = String(vatOn(BigInt(adminFee), '0.18'))
      expect(minor('vatOnAdminFee')).toBe(vat)
      const date = text('disbursementDate')
      return disbursement(seq, { customerId, amount: minor('loanAmount'), adminFee, vat, date })
    }
    case 'REVENUE_REPORT':
      return revenueReport(seq, {
        customerId,
        month: text('revenueMonth'),
        amount: minor('revenueAmount'),
      })
    case 'REPAYMENT':
      return repayment(seq, receipt('repayment'))
    case 'EARLY_SETTLEMENT':
      return earlySettlement(seq, receipt('repaymentEarlySettlement'))
    case 'CREDIT_REFUND':
      return creditRefund(seq, {
        customerId,
        amount: minor('refundAmount'),
        date: text('refundDate'),
      })
    case 'WRITE_OFF':
      return writeOff(seq, { customerId, date: text('writeOffDate') })
  }
}

function minorText(major: string): string {
  const parsed = parseAmount(major, 2)
  if (!parsed.ok) throw new Error(`${major} ${parsed.problem}`)
  return String(parsed.minor)
}
