import type { CivilDate } from '../domain/values/calendar'
import type { EventKind } from '../domain/events/kinds'
import type { LoanTerms } from '../domain/events/lending/loan-terms'
import type { PayloadOf } from '../domain/events/payloads'
import type { MinorUnits } from '../domain/values/money'
import type { StreamEvent } from '../domain/events/stream-event'
import { fieldsOf, isCount } from './message-fields'

/**
 * What a wake-up tells of an event, for whoever reads a loan's history like a ledger: nothing that can
 * hold a person's name, nor a customer's id. The record stays in PostgreSQL.
 */
export interface EventEnvelope {
  eventId: string
  seq: number
  kind: EventKind
  effectiveDate: CivilDate
  /** In minor units, by the names they have in the payload. */
  figures: Readonly<Record<string, MinorUnits>>
  /** The event that a reversal undoes. */
  reverses?: string
  /** The code of the product that is applied for. */
  product?: string
}

/** The figures of each kind that are told; a kind of which nothing is said does not compile. */
const FIGURES = {
  DISBURSEMENT: ['amount', 'adminFee', 'vat'],
  REVENUE_REPORT: ['amount'],
  REPAYMENT: ['principal', 'interest', 'fee'],
  EARLY_SETTLEMENT: ['principal', 'interest', 'fee'],
  REVERSAL: [],
  SUBMIT: ['principal'],
  APPROVE: ['amount'],
  REJECT: [],
  WITHDRAW: [],
  DISBURSE: ['amount'],
  REPAY: ['amount'],
  ADD_CHARGE: [],
  WAIVE_CHARGE: [],
  WAIVE_INTEREST: ['amount'],
  WRITE_OFF: [],
  REFUND: ['amount'],
  CREDIT_REFUND: ['amount'],
  CREDIT_OUT: ['amount'],
  UNDO_APPROVAL: [],
  UNDO_DISBURSAL: [],
  UNDO_WRITE_OFF: [],
  ACCRUAL: [],
  PENALTY: [],
} as const satisfies {
  [Kind in EventKind]: readonly (Kind extends 'SUBMIT' ? keyof LoanTerms : keyof PayloadOf[Kind])[]
}

const DIGITS = /^-?\d{1,19}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Tells of an event; what is no figure, in a payload that nobody can read, is left out. */
export function envelopeOf(event: StreamEvent): EventEnvelope {
  const { eventId, seq, kind, effectiveDate } = event
  const payload = fieldsOf(event.payload)
  // An application has its figures in its terms.
  const figured = kind === 'SUBMIT' ? fieldsOf(payload['terms']) : payload
  const figures = FIGURES[kind].flatMap((name) => {
    const value = figured[name]
    return typeof value === 'string' && DIGITS.test(value) ? [[name, value] as const] : []
  })
  const { eventId: target } = payload
  const { code } = fieldsOf(payload['product'])
  return {
    ...{ eventId, seq, kind, effectiveDate },
    figures: Object.fromEntries(figures),
    ...(typeof target === 'string' && UUID.test(target) ? { reverses: target } : {}),
    ...(typeof code === 'string' ? { product: code } : {}),
  }
}

/** All that a workflow needs of an envelope, whoever made it; undefined where a message is none. */
export function seqOf(message: unknown): number | undefined {
  const { seq } = fieldsOf(message)
  return isCount(seq) ? seq : undefined
}
