import type { ContentOf, PushedContent } from '../domain/events/details'
import type { EventStatus } from '../domain/events/event-status'
import type { PushedKind } from '../domain/events/kinds'
import type { CommandRefusalCode } from '../domain/events/lending/command-refusal'
import type { LendingDetailsOf } from '../domain/events/lending/lending-details'
import type { LendingKind } from '../domain/events/lending/lending-kinds'
import type { LendingPayloadOf } from '../domain/events/lending/lending-payloads'
import type { ReversalPayload } from '../domain/events/payloads'
import type { RefusalCode } from '../domain/events/refusal'

interface AskedPlace {
  businessId: string
  /** The loan's external id, unique per business. */
  loanId: string
  effectiveDate: string
  /** Two requests with one fingerprint are the same event as far as its content goes. */
  fingerprint: string
  idempotencyKey: string | null
  /** Who sent it: the key's prefix or the command's name, never a secret. */
  sentBy: string
  /** A disbursement makes its customer, any event may rename one; never leaves PostgreSQL. */
  customerName: string | null
}

/** An event that was pushed and passed validation. */
export interface PushedRequest extends AskedPlace {
  home: 'PUSH'
  kind: PushedKind
  /** What it says, its words included: the stream keeps these apart. */
  payload: PushedContent['payload']
  /** Set where the event replaces another one: the two are staged together, or neither is. */
  reversal?: LinkedReversal
}

/** A command for a loan of our own LMS. The stream gives it the accounts of the loan's application. */
export interface CommandRequest extends AskedPlace {
  home: 'LMS'
  kind: LendingKind | 'REVERSAL'
  payload: LendingPayloadOf[LendingKind] | (ReversalPayload & { reason: string })
  /** What it says in words; a reversal has its reason in the payload. */
  details: LendingDetailsOf[LendingKind] | null
  /** An application for a customer who is not known makes one. */
  opensCustomer: boolean
  /** Set where the LMS of another deployment tells what became of its own loan. */
  mirrored?: true
}

/** What asks for its place in its loan's stream: what `stage_event` is handed. */
export type StageRequest = PushedRequest | CommandRequest

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
  code: RefusalCode | CommandRefusalCode
  message: string
  fields?: { field: string; message: string }[]
}

export type StageOutcome = Staged | Duplicate | StageRefused

/** Of a command: the loan whose stream has it, which a repeat need not have named. */
export interface NumberedLoan {
  loanId: string
  /** Digits. */
  no: string
}

export type CommandOutcome = ((Staged | Duplicate) & { loan: NumberedLoan }) | StageRefused
