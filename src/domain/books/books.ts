import type { CivilDate } from '../values/calendar'
import type { ControlAccount } from './control-accounts'
import type { DatedBalances } from './dating/control-balances'
import { DatedChanges } from './dating/dated-changes'

/** PRINCIPAL is owed again: money that was paid out a second time. */
export type InvoiceType = 'DISBURSEMENT' | 'PRINCIPAL' | 'INTEREST' | 'FEE' | 'PENALTY'

/** An invoice that is still open, as far as posting needs it. */
export interface OpenInvoice {
  no: number
  type: InvoiceType
  date: CivilDate
  /** What is not yet allocated, minor units, above zero. */
  open: bigint
}

/** CREDIT is the customer's. ADVANCE has paid interest that is not yet recognised. */
export type CreditKind = 'CREDIT' | 'ADVANCE'

/** What a receipt has left, on one loan. */
export interface OpenCredit {
  eventId: string
  /** CREDIT where it is left out. */
  kind?: CreditKind
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
  /** What is booked on the loan's control accounts after the first day that is of interest, or more. */
  ahead: DatedChanges
}

/** The receivable that stands for an invoice. */
export const INVOICE_ACCOUNTS = {
  DISBURSEMENT: '1101',
  PRINCIPAL: '1101',
  INTEREST: '1102',
  FEE: '1103',
  PENALTY: '1103',
} as const satisfies Record<InvoiceType, ControlAccount>

/** The account that holds what a receipt has left. */
export const CREDIT_ACCOUNTS = {
  CREDIT: '2102',
  ADVANCE: '2103',
} as const satisfies Record<CreditKind, ControlAccount>

export function creditKindOf({ kind }: { kind?: CreditKind }): CreditKind {
  return kind ?? 'CREDIT'
}

/** No two of a loan's credits have the same. */
export function creditKey(credit: Pick<OpenCredit, 'eventId' | 'kind'>): string {
  return `${creditKindOf(credit)} ${credit.eventId}`
}

/** What the control accounts hold: in the end just what is open, whatever is booked ahead. */
export function balancesOf(
  { invoices, credits }: Pick<LoanBooks, 'invoices' | 'credits'>,
  ahead: DatedChanges,
): DatedBalances {
  const final: Partial<Record<ControlAccount, bigint>> = {}
  const add = (account: ControlAccount, amount: bigint) => {
    final[account] = (final[account] ?? 0n) + amount
  }
  for (const { type, open } of invoices) add(INVOICE_ACCOUNTS[type], open)
  const left = { CREDIT: 0n, ADVANCE: 0n }
  // There may be as many as the loan has events, and this is asked for each.
  for (const { kind = 'CREDIT', open } of credits) left[kind] += open
  add(CREDIT_ACCOUNTS.CREDIT, -left.CREDIT)
  add(CREDIT_ACCOUNTS.ADVANCE, -left.ADVANCE)
  return { final, changes: ahead }
}

/** A line of a journal entry: debits positive, credits negative, never zero. */
export interface JournalLine {
  account: string
  amount: bigint
}

/** A line with the control account behind its code; null where it is another account. */
export interface BookableLine extends JournalLine {
  control: ControlAccount | null
}

/** What an entry stands for in its event: restating leaves alone, or replaces, one of these. */
export type EntryPart =
  | 'DISBURSEMENT'
  | 'INTEREST'
  | 'CHARGES'
  | 'RECEIPT'
  | 'CREDIT_USE'
  | 'ADVANCE_USE'
  | 'WAIVER'
  | 'WRITE_OFF'
  | 'REFUND'
  | 'PAYOUT'
  | 'TRANSFER'

export interface JournalEntry {
  no: number
  part: EntryPart
  /** The day it is booked on. */
  date: CivilDate
  /** The day it belongs on by its rule, before it was moved to where it can stand. */
  valueDate: CivilDate
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

/**
 * RECEIPT: paid by the event's own money. CREDIT, ADVANCE: by what an earlier receipt left. WAIVER:
 * forgiven. WRITE_OFF: given up.
 */
export type AllocationSource = 'RECEIPT' | 'CREDIT' | 'ADVANCE' | 'WAIVER' | 'WRITE_OFF'

export interface Allocation {
  no: number
  invoiceNo: number
  /** The receipt the money comes from; else the event that forgives or gives up. */
  eventId: string
  source: AllocationSource
  /** The entry that books it, whose date it has. */
  entryNo: number
  date: CivilDate
  amount: bigint
}

export interface NewCredit {
  eventId: string
  /** CREDIT where it is left out. */
  kind?: CreditKind
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
}

/** The books of a loan before its first event. */
export function emptyBooks(): LoanBooks {
  const counters = { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }
  return { ...counters, invoices: [], credits: [], ahead: DatedChanges.none }
}
