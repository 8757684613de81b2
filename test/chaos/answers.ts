import type { EventStatus } from '../../src/domain/events/event-status'
import type { PushedKind } from '../../src/domain/events/kinds'

/** The push API's answers as this client reads them: every number is its own text. */
export type PushStatus = Exclude<EventStatus, 'STAGED'> | 'QUEUED'

export interface TakenAnswer {
  success: boolean
  eventId: string
  staging: { status: 'STAGED' | 'DUPLICATE' | 'DRY_RUN'; sequence: string }
  push: { status: PushStatus; error: { code: string; message: string } | null }
  /** Of a dry run. */
  loan?: LoanAnswer
}

export interface RefusedAnswer {
  success: false
  error: { code: string; message: string }
  staging: { status: 'REJECTED' }
}

export type Answer = TakenAnswer | RefusedAnswer

export interface EventAnswer {
  eventId: string
  type: PushedKind
  sequence: string
  effectiveDate: string
  status: PushStatus
  error: { code: string } | null
  reversedBy: string | null
  payload: Readonly<Record<string, unknown>>
}

export interface LoanAnswer {
  status: string
  customerId: string | null
  principalOutstanding: string
  interestOutstanding: string
  creditBalance: string
  invoices: {
    number: string
    type: string
    date: string
    amount: string
    open: string
    status: string
  }[]
  events: EventAnswer[]
}

export function isTaken(answer: Answer): answer is TakenAnswer {
  return answer.staging.status !== 'REJECTED'
}

/** Minor units of a currency with two decimals, by the text alone. */
export function minorOf(major: unknown): bigint {
  const [whole = '0', decimals = ''] = String(major).split('.')
  return BigInt(whole + decimals.padEnd(2, '0'))
}

export function majorOf(minor: bigint): string {
  const digits = minor.toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
