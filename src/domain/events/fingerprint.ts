import type { LoanEventKind } from './kinds'
import type { PushedContent } from './details'
import { assertInvariant } from '../values/invariant'

const RECEIPT = ['customerId', 'principal', 'interest', 'fee', 'feeName', 'date'] as const

const CONTENT = {
  DISBURSEMENT: ['customerId', 'amount', 'adminFee', 'date'],
  REVENUE_REPORT: ['customerId', 'month', 'amount'],
  REPAYMENT: RECEIPT,
  EARLY_SETTLEMENT: RECEIPT,
  CREDIT_REFUND: ['customerId', 'amount', 'date'],
  WRITE_OFF: ['customerId', 'date'],
} as const satisfies Record<LoanEventKind, readonly string[]>

/**
 * What makes two events equal, as one text: two events say the same exactly where these are
 * equal. Names, VAT and what was taken from outside the stream do not count.
 */
export function canonicalContent(
  kind: LoanEventKind,
  loanId: string,
  payload: PushedContent<LoanEventKind>['payload'],
): string {
  const fields: Readonly<Record<string, unknown>> = { ...payload }
  const values = CONTENT[kind].map((field) => {
    const value = fields[field]
    assertInvariant(typeof value === 'string', `A payload of kind ${kind} has no ${field}.`)
    return value
  })
  return JSON.stringify([kind, loanId, ...values])
}

/** The same for a reversal; a date that was not asked for is none, whatever it became. */
export function canonicalReversal(
  loanId: string,
  asked: { eventId: string; reason: string; reversalDate: string | null; cascade: boolean },
): string {
  const { eventId, reason, reversalDate, cascade } = asked
  return JSON.stringify(['REVERSAL', loanId, eventId, reason, reversalDate, cascade])
}
