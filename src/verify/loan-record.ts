import type { CivilDate } from '../domain/values/calendar'
import type { EventStatus } from '../domain/events/event-status'
import type { LendingEvent } from '../domain/events/lending/lending-event'
import type { PushedStreamEvent, StreamEvent } from '../domain/events/stream-event'
import type { LoanPosition, TransactionSplit } from '../domain/pushed/position'
import type {
  AllocationSource,
  CreditKind,
  EntryPart,
  InvoiceLine,
  InvoiceType,
} from '../domain/books/books'
import type { LineKind } from '../domain/books/lending/installment-lines'
import type { Portions } from '../domain/engine/derived-loan'
import type { TransferAction } from '../domain/transfer/next-step'
import type { OwnPositionRecord } from '../lms/own/own-record'

export interface RecordedEvent<Event extends StreamEvent = PushedStreamEvent> {
  event: Event
  /** What it says in words; null where that stands in its payload, or is nothing. */
  details: object | null
  fingerprint: string
  generation: number
  /** The first event that the ledger took together with it; null where that was not noted. */
  batchSeq: number | null
  /** What only one live event of a loan may claim. */
  claim: string | null
  status: EventStatus
  failureCode: string | null
  failureMessage: string | null
  /** The code under which Accounting refused what the LMS had accepted. */
  accountingRefusal: string | null
  reversedBy: string | null
  /** The events that it took for reversed when it was staged; null where there were none. */
  reliesOn: string[] | null
  /** The reversal that it was staged with. */
  stagedWith: string | null
}

interface RecordedRow {
  no: number
  eventId: string
  /** The event itself, or the reversal that made its split another one. */
  causedBy: string
  generation: number
  /** The number of the transaction that this one takes back. */
  undoes: number | null
  seq: number
  refusalCode: string | null
  refusalMessage: string | null
}

export interface RecordedTransaction extends RecordedRow {
  split: TransactionSplit
  /** Only with an event's own transition. */
  before: LoanPosition | null
  after: LoanPosition | null
}

/** A transaction of a loan of our own LMS. */
export interface RecordedOwnTransaction extends RecordedRow {
  part: number
  split: OwnSplit
  /** What only a transaction of a pushed loan has: nothing here. */
  pushed: { waived: string; before: unknown; after: unknown }
}

export interface OwnSplit extends Portions {
  type: string
  date: CivilDate
  amount: bigint
  overpayment: bigint
}

export interface RecordedInstallmentLine extends Portions {
  no: number
  item: number
  dueOn: CivilDate
  kind: LineKind
  eventId: string
  causedBy: string
  bookedOn: CivilDate
}

/** A charge has a number as soon as the event is taken that brings it. */
export interface RecordedCharge {
  eventId: string
  index: number
}

export interface RecordedEntry {
  no: number
  eventId: string
  causedBy: string
  /** Of the event that caused it, when that was posted. */
  generation: number
  /** Null of an entry that was booked before entries had parts. */
  part: EntryPart | null
  date: CivilDate
  valueDate: CivilDate
  description: string
  /** The number of the entry that this one mirrors. */
  reverses: number | null
  /** Over its content and the hash of the entry before it. */
  hash: string
}

export interface RecordedLine {
  entryNo: number
  lineNo: number
  account: string
  amount: bigint
  /** The account on the standard chart, and the entry's date: reports add lines up by them. */
  role: string | null
  date: CivilDate | null
}

export interface RecordedInvoice {
  no: number
  eventId: string
  type: InvoiceType
  date: CivilDate
  amount: bigint
  open: bigint
  status: 'OPEN' | 'PAID' | 'CANCELLED'
  lines: InvoiceLine[]
}

export interface RecordedCredit {
  eventId: string
  /** CREDIT where it is left out. */
  kind?: CreditKind
  seq: number
  date: CivilDate
  amount: bigint
  open: bigint
}

export interface RecordedAllocation {
  no: number
  invoiceNo: number
  eventId: string
  causedBy: string
  source: AllocationSource
  /** The entry that books it; null where it was booked before that was noted. */
  entryNo: number | null
  date: CivilDate
  amount: bigint
  /** The day it counts from, where that is not its date: only of one that names no entry. */
  bookedOn: CivilDate | null
  /** The number of the allocation that this one undoes. */
  reverses: number | null
}

export interface ExternalPosting {
  eventId: string
  generation: number
  status: 'POSTED' | 'REFUSED'
}

export interface LedgerNumbers {
  seq: number
  nextInvoice: number
  nextEntry: number
  nextAllocation: number
  /** The hash of the loan's last entry. */
  chainHead: string
}

/** Everything the database holds about one loan, all of one moment. */
interface BaseRecord<Event extends StreamEvent> {
  streamId: string
  businessId: string
  loanId: string
  /** Decimals of the currency. */
  exponent: number
  lastSeq: number
  ledger: LedgerNumbers | null
  events: RecordedEvent<Event>[]
  entries: RecordedEntry[]
  lines: RecordedLine[]
  invoices: RecordedInvoice[]
  credits: RecordedCredit[]
  allocations: RecordedAllocation[]
  /** What an external Accounting answered; with any, the loan's books are there and not here. */
  externalPostings: ExternalPosting[]
  /** The compensation that is owed, if any. */
  owed: { eventId: string; code: string } | null
  /** Tables with rows of this loan that say they are another business's. */
  foreignTables: string[]
}

/** Of a loan that another LMS pushes. */
export interface LoanRecord extends BaseRecord<PushedStreamEvent> {
  home: 'PUSH'
  /** Where the loan stands in the LMS; null before its first event was taken. */
  loan: { seq: number; position: LoanPosition } | null
  transactions: RecordedTransaction[]
}

/** Of a loan of our own LMS. */
export interface OwnLoanRecord extends BaseRecord<LendingEvent> {
  home: 'LMS'
  /** The LMS of another deployment tells what becomes of it: no clock and no transfer of this one do. */
  mirrored: boolean
  /** Of the business: where its days begin. */
  timeZone: string
  /** The loan's columns; null before its first event was taken. */
  loan: { seq: number; nextTransaction: number; columns: OwnPositionRecord } | null
  transactions: RecordedOwnTransaction[]
  installments: RecordedInstallmentLine[]
  charges: RecordedCharge[]
  /** Its side of transfers of credit. */
  transferSteps: { eventId: string; action: TransferAction }[]
}

export type AnyLoanRecord = LoanRecord | OwnLoanRecord
