import type { CivilDate } from '../domain/values/calendar'
import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import type { DerivedStatus } from '../domain/engine/derived-loan'

/** A refusal as it is stored: an external Accounting may use codes of its own. */
export interface StepRefusal {
  code: string
  message: string
}

/** A refusal as Temporal may know it: its words, which may be another system's, stay in PostgreSQL. */
export type ToldRefusal = Pick<StepRefusal, 'code'>

/** An event the LMS has judged; with a refusal it changed nothing. */
export interface TakenEvent {
  seq: number
  /** Which taking of the event this is: an undone one is never posted. */
  generation: number
  eventId: string
  kind: EventKind
  date: CivilDate
  /** In major units with the currency's decimals, for operators' eyes; runs of older code have none. */
  amount?: string
  refusal?: ToldRefusal
}

/** The same with the words of its refusal, as the two steps know it. */
export interface JudgedEvent extends TakenEvent {
  refusal?: StepRefusal
}

/** Where the loan stands, in major units with the currency's decimals: for operators' eyes. */
export interface StandingView {
  status: DerivedStatus
  product: string
  currency: string
  principal: string
  interest: string
  credit: string
  /** Of a loan of our own LMS. */
  schedule?: ScheduleView
}

/** How far a loan's schedule is paid. */
export interface ScheduleView {
  fees: string
  penalties: string
  installments: number
  installmentsPaid: number
  /** What of the first installment that is not paid is still open; null where all are. */
  next: { due: CivilDate; amount: string } | null
}

/** When a loan is looked at next for what falls due by the clock. */
export interface Wake {
  /** An instant in UTC. */
  at: string
  /** The day it falls due on, where the loan lives. */
  on: CivilDate
  /** As operators read it: `accrual through 2026-01-31`. */
  what: string
}

/** An event that an operator must act on. */
export interface ParkedEvent {
  eventId: string
  seq: number
  reason: ToldRefusal
}

/** The result of step 1. */
export interface LmsResult {
  streamId: string
  taken: TakenEvent[]
  standing: StandingView
  /** An earlier compensation that was not finished: it comes before anything else. */
  compensationOwed: boolean
  /** The event an operator must act on; the ones behind it wait. */
  parked: ParkedEvent | null
  /** Of a loan of our own LMS; null where nothing falls due any more. */
  wake?: Wake | null
}

/** The same with the words of refusals, as the two steps know it. */
export interface JudgedResult extends LmsResult {
  taken: JudgedEvent[]
  parked: (ParkedEvent & { reason: StepRefusal }) | null
}

export interface EventOutcome {
  seq: number
  status: Extract<EventStatus, 'POSTED' | 'FAILED' | 'PARKED' | 'REVERSED'>
  code?: string
}

/** The result of step 2, and of a compensation. */
export interface AccountingResult {
  outcomes: EventOutcome[]
  /** Events were staged meanwhile; without them the loan is idle again. */
  more: boolean
  /** Accounting refused an event: the LMS transitions from it onwards must be undone. */
  compensationOwed: boolean
}

/** The result of both steps made at once. */
export interface PassResult<Result extends LmsResult = LmsResult> {
  lms: Result
  /** Null where nothing was taken. */
  accounting: AccountingResult | null
}
