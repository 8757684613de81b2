import type { CivilDate } from '../values/calendar'

export type InvoiceType = 'DISBURSEMENT' | 'INTEREST'

/** An invoice that is still open, as far as posting needs it. */
export interface OpenInvoice {
  no: number
  type: InvoiceType
  date: CivilDate
  /** What is not yet allocated, minor units, above zero. */
  open: bigint
}

/** Credit a customer has on one loan, by the receipt that made it. */
export interface OpenCredit {
  eventId: string
  seq: number
  date: CivilDate
  open: bigint
}

/** What posting must know of a loan's books; closed invoices and used credit are left out. */
export interface LoanBooks {
  nextInvoice: number
  nextEntry: number
  nextAllocation: number
  invoices: readonly OpenInvoice[]
  credits: readonly OpenCredit[]
}

/** A line of a journal entry: debits positive, credits negative, never zero. */
export interface JournalLine {
  account: string
  amount: bigint
}

export interface JournalEntry {
  no: number
  date: CivilDate
  description: string
  lines: readonly JournalLine[]
}

export interface InvoiceLine extends JournalLine {
  description: string
}

export interface NewInvoice {
  no: number
  type: InvoiceType
  date: CivilDate
  amount: bigint
  lines: readonly InvoiceLine[]
}

/** RECEIPT: paid by the event's own money. CREDIT: by credit an earlier receipt left. WAIVER: forgiven. */
export type AllocationSource = 'RECEIPT' | 'CREDIT' | 'WAIVER'

export interface Allocation {
  no: number
  invoiceNo: number
  /** The receipt the money comes from; of a waiver, the settlement. */
  eventId: string
  source: AllocationSource
  date: CivilDate
  amount: bigint
}

export interface NewCredit {
  eventId: string
  seq: number
  date: CivilDate
  amount: bigint
}

/** Everything one event adds to the books, and the books after it. */
export interface Posting {
  entries: readonly JournalEntry[]
  invoices: readonly NewInvoice[]
  allocations: readonly Allocation[]
  credits: readonly NewCredit[]
  books: LoanBooks
  /** True where a date was moved because the books were closed through it. */
  datesMoved: boolean
}

/** The books of a loan before its first event. */
export function emptyBooks(): LoanBooks {
  return { nextInvoice: 1, nextEntry: 1, nextAllocation: 1, invoices: [], credits: [] }
}
