import type { LoanRef } from '../contract/loan-ref'
import type { StepRefusal } from '../contract/step-results'
import type { InstallmentLine } from '../domain/books/lending/installment-lines'
import type { LedgerChange } from '../domain/books/ledger-change'

export interface EndedEvent {
  eventId: string
  status: 'POSTED' | 'FAILED' | 'PARKED'
  reason: StepRefusal | null
}

export interface OwedCompensation {
  eventId: string
  generation: number
  fromSeq: number
  toSeq: number
  reason: StepRefusal
}

export interface LedgerWrite {
  streamId: string
  loan: LoanRef
  /** The hash of the last entry before this write. */
  chainHead: string
  /** The ledger's seq when it was loaded; the write goes through only if it still is. */
  expectSeq: number
  seq: number
  change: LedgerChange
  /** The generation in which each event of the batch is posted. */
  generations: ReadonlyMap<string, number>
  /** The reversal that causes the change, and the events it withdraws. */
  reversal: { eventId: string; withdrawn: readonly string[] } | null
  /** How installments move, of a loan of our own LMS. */
  installments?: readonly InstallmentLine[]
  ended: EndedEvent[]
  owed: OwedCompensation | null
}
