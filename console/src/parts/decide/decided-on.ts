import type { EventKind } from '../../../../src/domain/events/kinds'

/** The event that somebody decides about. */
export interface DecidedOn {
  eventId: string
  loanId: string
  sequence: number
  type: EventKind
  effectiveDate: string
  /** Why it is parked, where it is. */
  parkedFor?: string | undefined
}
