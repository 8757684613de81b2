import type { EventKind, PushedKind } from './kinds'
import type { LendingDetailsOf } from './lending/lending-details'
import type { PayloadOf, PushedPayloadOf } from './payloads'

/**
 * What somebody wrote in words of their own. They may name a person, so they are kept in a column
 * apart from the payload, are part of what makes two events equal, and never leave PostgreSQL for
 * Temporal. Rows of before have them in their payload.
 */
interface DetailsOf extends LendingDetailsOf {
  DISBURSEMENT: object
  REVENUE_REPORT: object
  REPAYMENT: { feeName: string }
  EARLY_SETTLEMENT: { feeName: string }
  REVERSAL: { reason: string }
}

/** All that an event of a kind says: what it was sent as, and what is shown of it. */
export type ContentOf<Kind extends EventKind> = PayloadOf[Kind] & DetailsOf[Kind]

/** A kind with the content that belongs to it. */
export type EventContent<Kind extends EventKind = EventKind> = {
  [K in Kind]: { kind: K; payload: ContentOf<K> }
}[Kind]

/** The same of what is pushed. */
export type PushedContentOf<Kind extends PushedKind> = PushedPayloadOf[Kind] & DetailsOf[Kind]

export type PushedContent<Kind extends PushedKind = PushedKind> = {
  [K in Kind]: { kind: K; payload: PushedContentOf<K> }
}[Kind]
