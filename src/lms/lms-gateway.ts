import type { LoanRef } from '../contract/loan-ref'
import type { AccountingResult, LmsResult } from '../contract/step-results'
import type { Database } from '../platform/database'
import { compensateTransitions } from './compensate'
import { takeEvents } from './take-events'

/** The way to the LMS: the loan's state transitions, and their undo. */
export interface LmsGateway {
  /** Takes what waits in the loan's stream; idempotent. Throws only on technical faults. */
  take(loan: LoanRef): Promise<LmsResult>
  /** Undoes the transitions that are owed, last first; does nothing where none is. */
  compensate(streamId: string): Promise<AccountingResult>
}

export function embeddedLms(database: Database): LmsGateway {
  return {
    take: (loan) => takeEvents(database, loan),
    compensate: (streamId) => compensateTransitions(database, streamId),
  }
}
