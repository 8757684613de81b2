import type { CivilDate } from '../values/calendar'
import type { AllocationSource, CreditKind, EntryPart, JournalLine, NewInvoice } from './books'

/** Numbers that are never used twice. */
export interface Counters {
  nextInvoice: number
  nextEntry: number
  nextAllocation: number
}

/** An entry to add: what an event posts, or with `reverses` the mirror of an entry that holds no longer. */
export interface ChangeEntry {
  no: number
  eventId: string
  /** The event itself, or the one that made its entries others. */
  causedBy: string
  /** Null of an entry that was booked before entries had parts. */
  part: EntryPart | null
  date: CivilDate
  valueDate: CivilDate
  description: string
  reverses: number | null
  lines: readonly JournalLine[]
}

/** A new allocation, or with a negative amount and `reverses` the undo of one. */
export interface ChangeAllocation {
  no: number
  invoiceNo: number
  eventId: string
  /** The event whose posting it belongs to. */
  causedBy: string
  source: AllocationSource
  /** The entry that books it; null where it was booked before that was noted. */
  entryNo: number | null
  date: CivilDate
  amount: bigint
  reverses: number | null
}

/** How a receipt's credit moves: what it left, and what of it is still unused. */
export interface CreditChange {
  eventId: string
  kind: CreditKind
  seq: number
  /** Since when the credit is there. */
  date: CivilDate
  amountDelta: bigint
  openDelta: bigint
}

/** Everything that is added to a loan's books at once. Nothing that stands is touched. */
export interface LedgerChange {
  entries: readonly ChangeEntry[]
  invoices: readonly (NewInvoice & { eventId: string })[]
  /** Numbers of invoices that stand no longer; all their allocations are undone. */
  cancelled: readonly number[]
  allocations: readonly ChangeAllocation[]
  credits: readonly CreditChange[]
  counters: Counters
}
