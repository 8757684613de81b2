import type { EventKind } from '../domain/events/kinds'
import type { LoanRef } from './loan-ref'
import type { EventEnvelope, EventOutcome, ParkedEvent, StandingView } from './step-results'

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

/** How a loan's workflow behaves; fixed when it is started, carried on from run to run. */
export interface LoanOptions {
  /** Continues as new at about this many history events. */
  continueAsNewEvents: number
  /** A closed loan's workflow completes after so long without an event. */
  quietMs: number
  /** Where the books are; embedded where it is not said, as in runs of older code. */
  accounting?: 'embedded' | 'http'
  /** Both steps are one activity while all goes well; not where it is not said, as in runs of older code. */
  inOnePass?: true
}

export type OperatorAction = 'RETRY' | 'SKIP' | 'REVERSE'

/** The message by which an operator does it: an update, and a signal of the same name. */
export const OPERATOR_MESSAGES = {
  retryEvent: 'RETRY',
  skipEvent: 'SKIP',
  reverseEvent: 'REVERSE',
} as const satisfies Record<string, OperatorAction>

/** What an operator says about an event of a loan. */
export interface OperatorRequest {
  eventId: string
  actor: string
  reason: string
  /** Of a reversal, `yyyy-MM-dd`; today where it is left out. */
  reversalDate?: string
  /** Of a disbursement's reversal: everything behind it goes too. */
  cascade?: boolean
}

export type LoanHealth = 'OK' | 'RETRYING' | 'PARKED'

export interface TimelineEntry extends EventOutcome {
  eventId: string
  kind: EventKind
  date: string
}

/** What a run hands to the next. JSON only; new code must read the shape of older code. */
export interface CarriedState {
  schemaVersion: 1
  tookThrough: number
  /** A wake-up came while the run was ending. */
  awake: boolean
  standing: StandingView | null
  health: LoanHealth
  timeline: TimelineEntry[]
  lastEventMs: number
  parked: ParkedEvent | null
}

export interface LoanInput {
  loan: LoanRef
  options: LoanOptions
  carried?: CarriedState
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
