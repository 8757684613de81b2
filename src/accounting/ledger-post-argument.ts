import type { AllocationSource, CreditKind, EntryPart, InvoiceType } from '../domain/books/books'
import type { LineKind } from '../domain/books/lending/installment-lines'
import type { CivilDate } from '../domain/values/calendar'
import type { EndedEvent } from './ledger-write'

/** What `ledger_post` is handed: it refuses a key that is missing. Amounts are decimal digits. */
export interface LedgerPostArgument extends ChangeRows {
  streamId: string
  expectSeq: number
  seq: number
  outcomes: OutcomeRow[]
  reversal: string | null
  withdrawn: readonly string[]
  owed: OwedRow | null
  /** Of a loan of our own LMS. */
  installments?: InstallmentRow[]
}

/** What changes in a loan's books. */
export interface ChangeRows {
  nextInvoice: number
  nextEntry: number
  nextAllocation: number
  chainHead: string
  entries: EntryRow[]
  lines: LineRow[]
  invoices: InvoiceRow[]
  cancelled: readonly number[]
  allocations: AllocationRow[]
  credits: CreditRow[]
}

interface EntryRow {
  no: number
  event_id: string
  caused_by: string
  generation: number
  part: EntryPart | null
  date: CivilDate
  value_date: CivilDate
  description: string
  reverses: number | null
  hash: string
}

interface LineRow {
  entry_no: number
  line_no: number
  account: string
  amount: string
}

interface InvoiceRow {
  no: number
  event_id: string
  type: InvoiceType
  date: CivilDate
  amount: string
  lines: { description: string; account: string; amount: string }[]
}

interface AllocationRow {
  no: number
  invoice_no: number
  event_id: string
  caused_by: string
  source: AllocationSource
  entry_no: number | null
  date: CivilDate
  amount: string
  reverses: number | null
}

interface CreditRow {
  event_id: string
  kind: CreditKind
  seq: number
  date: CivilDate
  amount_delta: string
  open_delta: string
}

interface OutcomeRow {
  event_id: string
  status: EndedEvent['status']
  code: string | null
  message: string | null
}

interface OwedRow {
  event_id: string
  generation: number
  from_seq: number
  to_seq: number
  code: string
  message: string
}

interface InstallmentRow {
  item: number
  due_on: CivilDate
  kind: LineKind
  principal: string
  interest: string
  fees: string
  penalties: string
  event_id: string
  caused_by: string
  booked_on: CivilDate
}
