import type { EventKind, PushedKind } from '../domain/events/kinds'
import { LENDING_KINDS } from '../domain/events/lending/lending-kinds'
import type { LendingKind } from '../domain/events/lending/lending-kinds'
import type { LoanRef } from './loan-ref'
import type { EventEnvelope } from './event-envelope'
import type { EventOutcome, StandingView } from './step-results'

/** The names and shapes that a loan's workflow and those who tell it agree on. */
export const LOAN_WORKFLOW = 'loan'
export const PROCESS_UPDATE = 'process'
/** Tells a loan that something of it falls due by the clock; no event is named. */
export const DUE_SIGNAL = 'due'

const PUSHED_SIGNALS = {
  DISBURSEMENT: 'disbursement',
  REVENUE_REPORT: 'revenueReport',
  REPAYMENT: 'repayment',
  EARLY_SETTLEMENT: 'earlySettlement',
  // A run that was started before these were pushed knows no signal of their own.
  CREDIT_REFUND: 'command',
  WRITE_OFF: 'command',
  REVERSAL: 'reversal',
} as const satisfies Record<PushedKind, string>

/** A loan's wake-ups: one for each kind of the push contract, and one for all others. */
export type EventSignal = (typeof PUSHED_SIGNALS)[PushedKind]

/** By its name and its envelope an operator reads the history like a ledger. */
export const SIGNAL_OF_KIND: Readonly<Record<EventKind, EventSignal>> = {
  ...commandSignals(),
  ...PUSHED_SIGNALS,
}

function commandSignals() {
  const signals = LENDING_KINDS.map((kind) => [kind, 'command'] as const)
  return Object.fromEntries(signals) as Record<LendingKind, 'command'>
}

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
