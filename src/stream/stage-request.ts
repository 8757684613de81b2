import type { ContentOf, EventContent } from '../domain/events/details'
import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import type { RefusalCode } from '../domain/events/refusal'

/** An event that passed validation and asks for its place in its loan's stream: what `stage_event` is handed. */
export interface StageRequest {
  businessId: string
  /** The loan's external id, unique per business. */
  loanId: string
  home: 'PUSH' | 'LMS'
  kind: EventKind
  /** What it says, its words included: the stream keeps these apart. */
  payload: EventContent['payload']
  effectiveDate: string
  /** Two requests with one fingerprint are the same event as far as its content goes. */
  fingerprint: string
  idempotencyKey: string | null
  /** Who sent it: the key's prefix or the command's name, never a secret. */
  sentBy: string
  /** A disbursement makes its customer, any event may rename one; never leaves PostgreSQL. */
  customerName: string | null
  /** Set where the event replaces another one: the two are staged together, or neither is. */
  reversal?: LinkedReversal
}

/** The reversal of the event that another one replaces. */
export interface LinkedReversal {
  payload: ContentOf<'REVERSAL'>
  effectiveDate: string
  fingerprint: string
}

/** Of an event that was staged with the reversal of the one it replaces: that reversal. */
export interface StagedReversal {
  eventId: string
  sequence: number
  status: EventStatus
}

export type StageWarning = 'EQUAL_TO_REVERSED' | 'CUSTOMER_RENAMED'

export interface Staged {
  status: 'STAGED'
  eventId: string
  sequence: number
  receivedAt: string
  /** True where the loan was idle and its workflow must be told. */
  tell: boolean
  warnings: StageWarning[]
  reversal?: StagedReversal
}

export interface Duplicate {
  status: 'DUPLICATE'
  eventId: string
  sequence: number
  receivedAt: string
  eventStatus: EventStatus
  reversal?: StagedReversal
}

export interface StageRefused {
  status: 'REFUSED'
  code: RefusalCode
  message: string
  fields?: { field: string; message: string }[]
}

export type StageOutcome = Staged | Duplicate | StageRefused
