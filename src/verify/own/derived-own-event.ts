import type { LendingEvent } from '../../domain/events/lending/lending-event'

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
