/** The stable codes under which a business rule refuses an event. */
export const REFUSAL_CODES = [
  'VALIDATION_FAILED',
  'ORDER_VIOLATION',
  'ALREADY_DISBURSED',
  'DUPLICATE_REVENUE_MONTH',
  'CUSTOMER_MISMATCH',
  'SETTLEMENT_SHORT',
  'CREDIT_SHORT',
  'LOAN_SETTLED',
  'LOAN_WRITTEN_OFF',
  'LOAN_NOT_ACTIVE',
  'REVERSAL_BLOCKED',
  'EVENT_NOT_POSTED',
  'EVENT_NOT_REVERSIBLE',
  'EVENT_NOT_FOUND',
  'ALREADY_REVERSED',
  'IDEMPOTENCY_KEY_REUSED',
  'DATE_IN_FUTURE',
  'DATE_BEFORE_DISBURSEMENT',
  'LOAN_OWNED_ELSEWHERE',
  'SKIPPED',
  'CORRECTION_FAILED',
  'NOT_SUPPORTED_YET',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** A business rule's no: an outcome, not a fault. Nothing was changed. */
export interface Refusal {
  code: RefusalCode
  message: string
}
