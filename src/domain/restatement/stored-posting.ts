import type { CivilDate } from '../values/calendar'
import type { BookedEvent } from '../events/booked-event'
import type { AllocationSource, EntryPart, InvoiceType, JournalLine } from '../books/books'

/** An entry that stands: not a mirror, and not mirrored. */
export interface StoredEntry {
  no: number
  part: EntryPart
  /** The day it is booked on. */
  date: CivilDate
  /** The day it belongs on by its rule, before it was moved to where it can stand. */
  valueDate: CivilDate
  description: string
  lines: readonly JournalLine[]
}

export interface StoredInvoice {
  no: number
  type: InvoiceType
  date: CivilDate
  amount: bigint
  open: bigint
}

/** An allocation that stands: not an undo, and not undone. */
export interface StoredAllocation {
  no: number
  invoiceNo: number
  eventId: string
  source: AllocationSource
  /** The entry that books it; null where it was booked before that was noted. */
  entryNo: number | null
  date: CivilDate
  amount: bigint
}

export interface StoredCredit {
  date: CivilDate
  amount: bigint
  open: bigint
}

/** What one posted event stands for in the books right now. */
export interface StoredPosting<Event extends BookedEvent = BookedEvent> {
  event: Event
  entries: readonly StoredEntry[]
  invoices: readonly StoredInvoice[]
  /** The ones it caused, whosever receipt paid. */
  allocations: readonly StoredAllocation[]
  /** What its receipt left: as credit of the customer, and of interest paid ahead. */
  credit: StoredCredit | null
  advance: StoredCredit | null
}

/** An event that stands for nothing yet. */
export function nothingStored<Event extends BookedEvent>(event: Event): StoredPosting<Event> {
  return { event, entries: [], invoices: [], allocations: [], credit: null, advance: null }
}
