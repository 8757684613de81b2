import type { PushedStreamEvent } from '../domain/events/stream-event'
import type { LoanPosition, TransactionSplit } from '../domain/pushed/position'

/** What the rules make of one event of the stream. */
export interface DerivedEvent {
  event: PushedStreamEvent
  generation: number
  outcome: 'POSTED' | 'FAILED' | 'REVERSED'
  refusalCode: string | null
  /** The reversal that withdrew it. */
  reversedBy: string | null
  /** Where the loan stood when it was judged; null where no rule of the LMS decided. */
  position: { before: LoanPosition; after: LoanPosition } | null
  /** The split that stands for it; null where none does. */
  split: TransactionSplit | null
}
