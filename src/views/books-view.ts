import type { CivilDate } from '../domain/values/calendar'

export interface InvoiceLineView {
  description: string
  account: string
  /** Minor units, debits positive. */
  amount: bigint
}

export interface AllocationView {
  /** The receipt the amount comes from. */
  eventId: string
  date: CivilDate
  amount: bigint
}

export interface InvoiceView {
  number: string
  type: 'DISBURSEMENT' | 'INTEREST'
  date: CivilDate
  amount: bigint
  open: bigint
  status: 'OPEN' | 'PAID' | 'CANCELLED'
  lines: InvoiceLineView[]
  /** Those that stand: an allocation that was undone is not among them. */
  allocations: AllocationView[]
}

export interface JournalLineView {
  account: string
  debit: bigint
  credit: bigint
}

export interface JournalEntryView {
  id: string
  /** The day it is booked on. */
  date: CivilDate
  /** The day it belongs on by its rule. */
  valueDate: CivilDate
  recordedAt: string
  eventId: string
  causedBy: string
  description: string
  /** The id of the entry that this one mirrors. */
  reverses: string | null
  lines: JournalLineView[]
}
