import type { CivilDate } from '../values/calendar'
import type { LoanEvent } from '../events/stream-event'
import type { AllocationSource, InvoiceType, JournalLine } from '../books/books'

/** An entry that stands: not a mirror, and not mirrored. */
export interface StoredEntry {
  no: number
  /** The day it is booked on. */
  date: CivilDate
  /** The day its rule gave, before a reversal or a closed period moved it. */
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
  date: CivilDate
  amount: bigint
}

export interface StoredCredit {
  date: CivilDate
  amount: bigint
  open: bigint
}

/** What one posted event stands for in the books right now. */
export interface StoredPosting {
  event: LoanEvent
  entries: readonly StoredEntry[]
  invoice: StoredInvoice | null
  /** The ones it caused, whosever receipt paid. */
  allocations: readonly StoredAllocation[]
  credit: StoredCredit | null
}
