import type { LoanRef } from '../contract/loan-ref'
import type {
  AccountingResult,
  JudgedEvent,
  JudgedResult,
  TakenEvent,
} from '../contract/step-results'
import { systemClock } from '../platform/clock'
import type { Statements } from '../platform/statements'
import { compensateTransitions } from './compensate'
import type { LmsOptions } from './lms-dependencies'
import { recallRefusals } from './recall-refusals'
import { takeEvents } from './take-events'

/** The way to the LMS: the loan's state transitions, and their undo. */
export interface LmsGateway {
  /** Takes what waits in the loan's stream; idempotent. Throws only on technical faults. */
  take(loan: LoanRef): Promise<JudgedResult>
  /** The words of what was refused, which Temporal was not told: from the record. */
  recall(taken: readonly TakenEvent[]): Promise<JudgedEvent[]>
  /** Undoes the transitions that are owed, last first; does nothing where none is. */
  compensate(streamId: string): Promise<AccountingResult>
}

export function embeddedLms(
  database: Statements,
  { clock = systemClock, dueSpreadMs = 0 }: Partial<LmsOptions> = {},
): LmsGateway {
  return {
    take: (loan) => takeEvents({ database, clock, dueSpreadMs }, loan),
    recall: (taken) => recallRefusals(database, taken),
    compensate: (streamId) => compensateTransitions(database, streamId),
  }
}
