import type { DerivedLoan } from '../../domain/engine/derived-loan'
import type { LendingEvent, LendingFact } from '../../domain/events/lending/lending-event'

/** What the rules make of one event of the stream of a loan of our own LMS. */
export interface DerivedOwnEvent {
  event: LendingEvent
  outcome: 'POSTED' | 'FAILED' | 'REVERSED'
  refusalCode: string | null
  /** The event that withdrew it. */
  reversedBy: string | null
  /** False where no rule of the LMS decided. */
  isJudged: boolean
}

/** A loan at one point of its stream. */
export interface OwnStanding {
  /** What it is derived from, in order of seq. */
  live: readonly LendingFact[]
  /** Null before it was applied for. */
  loan: DerivedLoan | null
}
