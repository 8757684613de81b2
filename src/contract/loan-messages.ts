import type { EventKind } from '../domain/events/kinds'
import type { LoanRef } from './loan-ref'
import type { EventEnvelope } from './event-envelope'
import type { EventOutcome, StandingView } from './step-results'

/** The names and shapes that a loan's workflow and those who tell it agree on. */
export const LOAN_WORKFLOW = 'loan'
export const PROCESS_UPDATE = 'process'

/** Wake-ups have one signal name per kind, so that an operator reads the history like a ledger. */
export const SIGNAL_OF_KIND = {
  DISBURSEMENT: 'disbursement',
  REVENUE_REPORT: 'revenueReport',
  REPAYMENT: 'repayment',
  EARLY_SETTLEMENT: 'earlySettlement',
  REVERSAL: 'reversal',
} as const satisfies Record<EventKind, string>

/** A loan's wake-ups: one for each kind, and one for the commands of an LMS that is to come. */
export type EventSignal = (typeof SIGNAL_OF_KIND)[EventKind] | 'command'

export type LoanHealth = 'OK' | 'RETRYING' | 'PARKED'

export interface TimelineEntry extends EventOutcome {
  eventId: string
  kind: EventKind
  date: string
  amount?: string
}

/** SEE_ROW: the event's row in PostgreSQL will tell; the loan goes on without the caller. */
export type ProcessAnswer = EventOutcome | { seq: number; status: 'SEE_ROW' }

/** The answer of the query `state`. */
export interface LoanState {
  loan: LoanRef
  health: LoanHealth
  tookThrough: number
  standing: StandingView | null
  waitsFor: string
}

export interface ToldEvent {
  loan: LoanRef
  envelope: EventEnvelope
}
