import type { CivilDate } from '../../values/calendar'
import type { ReversalEvent } from '../stream-event'
import type { LendingFactKind, LendingKind } from './lending-kinds'
import type { LendingPayloadOf } from './lending-payloads'

interface NumberedLendingEvent<Kind extends LendingKind> {
  eventId: string
  /** Its place in its loan's stream: 1, 2, 3… */
  seq: number
  kind: Kind
  effectiveDate: CivilDate
  payload: LendingPayloadOf[Kind]
  /** The amount it was judged to have, minor units; null before it was judged, or where it has none. */
  judgedAmount?: bigint | null
}

export type LendingEventOf<Kind extends LendingKind> = {
  [K in Kind]: NumberedLendingEvent<K>
}[Kind]

/** An event that a loan is derived from. */
export type LendingFact = LendingEventOf<LendingFactKind>

/** Anything the stream of a loan of our own LMS holds. */
export type LendingEvent = LendingEventOf<LendingKind> | ReversalEvent
