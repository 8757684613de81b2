import type { CivilDate } from '../events'
import type { AllocationSource, JournalLine, NewInvoice } from '../posting/books'

/** Numbers that are never used twice. */
export interface Counters {
  nextInvoice: number
  nextEntry: number
  nextAllocation: number
}

/** An entry a reversal adds: a mirror (`reverses` is set) or what an event posts anew. */
export interface ChangeEntry {
  no: number
  eventId: string
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
  date: CivilDate
  amount: bigint
  reverses: number | null
}

/** How a receipt's credit moves: what it left, and what of it is still unused. */
export interface CreditChange {
  eventId: string
  seq: number
  date: CivilDate
  amountDelta: bigint
  openDelta: bigint
}

/** Everything a reversal adds to a loan's books. Nothing that stands is touched. */
export interface LedgerChange {
  entries: readonly ChangeEntry[]
  invoices: readonly (NewInvoice & { eventId: string })[]
  /** Numbers of invoices that stand no longer; all their allocations are undone. */
  cancelled: readonly number[]
  allocations: readonly ChangeAllocation[]
  credits: readonly CreditChange[]
  counters: Counters
}
