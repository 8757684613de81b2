import type { CivilDate } from '../values/calendar'
import type { LoanEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import { oldestCreditsFirst, oldestInvoicesFirst, type Share } from './allocation'
import type {
  AllocationSource,
  BookableLine,
  EntryPart,
  InvoiceType,
  LoanBooks,
  NewCredit,
  NewInvoice,
  OpenCredit,
  OpenInvoice,
} from './books'
import { INVOICE_ACCOUNTS } from './books'
import { accountOf } from './chart'
import type { ControlAccount } from './control-accounts'
import type { Lowering, UndatedEntry } from './dating/date-entries'
import { assertBalanced, bookable, type DraftLine } from './entry'

/** What of an invoice an entry pays or forgives, and whose money it is. */
export interface DraftAllocation {
  invoiceNo: number
  /** The account on which the entry books it. */
  control: ControlAccount
  eventId: string
  source: AllocationSource
  amount: bigint
}

/** An entry on the day it belongs on, before it is placed where it can stand. */
export interface EntryDraft extends UndatedEntry {
  part: EntryPart
  description: string
  allocations: readonly DraftAllocation[]
}

/** What is open on a loan, as far as the next event needs it. */
export interface OpenBooks extends Pick<LoanBooks, 'invoices' | 'credits'> {
  /** No invoice was ever raised: the loan was never disbursed. */
  untouched: boolean
}

/** What one event adds to a loan's books, before its entries are dated. */
export interface EventDraft {
  entries: readonly EntryDraft[]
  invoices: readonly NewInvoice[]
  credits: readonly NewCredit[]
  /** What is open after it. */
  open: OpenBooks
}

/** Gives an invoice its number. */
export type NumberInvoice = (invoice: Pick<NewInvoice, 'type' | 'date' | 'amount'>) => number

/** Collects what one event adds to a loan's books. */
export class PostingDraft {
  readonly untouched: boolean
  readonly #event: LoanEvent
  readonly #numberInvoice: NumberInvoice
  readonly #entries: EntryDraft[] = []
  readonly #newInvoices: NewInvoice[] = []
  readonly #newCredits: NewCredit[] = []
  #allocations: DraftAllocation[] = []
  #invoices: readonly OpenInvoice[]
  #credits: readonly OpenCredit[]

  constructor(open: OpenBooks, event: LoanEvent, numberInvoice: NumberInvoice) {
    this.untouched = open.untouched
    this.#event = event
    this.#numberInvoice = numberInvoice
    this.#invoices = open.invoices
    this.#credits = open.credits
  }

  openInvoices(type: InvoiceType): readonly OpenInvoice[] {
    return oldestInvoicesFirst(this.#invoices.filter((invoice) => invoice.type === type))
  }

  openCredits(): readonly OpenCredit[] {
    return oldestCreditsFirst(this.#credits)
  }

  /** Adds an entry, which books what was allocated since the one before. */
  post(
    part: EntryPart,
    date: CivilDate,
    description: string,
    lines: readonly DraftLine[],
    lowering: Lowering = 'WHOLE',
  ): void {
    assertBalanced(lines)
    this.#entries.push({
      part,
      date,
      description,
      lines: lines.map((line) => this.#bookable(line)),
      lowering,
      allocations: this.#allocations,
    })
    this.#allocations = []
  }

  /** Raises an invoice for its receivable and returns it open in full. */
  raise(
    type: InvoiceType,
    date: CivilDate,
    amount: bigint,
    lines: readonly (DraftLine & { description: string })[],
  ): OpenInvoice {
    assertInvariant(amount > 0n, 'An invoice is for more than nothing.')
    assertBalanced(lines)
    const no = this.#numberInvoice({ type, date, amount })
    const { accounts } = this.#event.payload
    const booked = lines
      .filter((line) => line.amount !== 0n)
      .map((line) => Object.freeze({ ...line, account: accountOf(line.account, accounts) }))
    this.#newInvoices.push(Object.freeze({ no, type, date, amount, lines: Object.freeze(booked) }))
    const invoice = Object.freeze({ no, type, date, open: amount })
    this.#invoices = [...this.#invoices, invoice]
    return invoice
  }

  /** Pays invoices their shares, or forgives them; the next entry books it. */
  allocate(source: AllocationSource, eventId: string, shares: readonly Share<OpenInvoice>[]): void {
    for (const { from: invoice, amount } of shares) {
      this.#invoices = reduced(this.#invoices, (open) => open.no === invoice.no, amount)
      const control = INVOICE_ACCOUNTS[invoice.type]
      this.#allocations.push({ invoiceNo: invoice.no, control, eventId, source, amount })
    }
  }

  /** Leaves what the event's receipt did not pay as credit of the customer. */
  leaveCredit(date: CivilDate, amount: bigint): void {
    if (amount === 0n) return
    const { eventId, seq } = this.#event
    this.#newCredits.push(Object.freeze({ eventId, seq, date, amount }))
    this.#credits = [...this.#credits, Object.freeze({ eventId, seq, date, open: amount })]
  }

  useCredit(credit: OpenCredit, amount: bigint): void {
    this.#credits = reduced(this.#credits, (open) => open.eventId === credit.eventId, amount)
  }

  finish(): EventDraft {
    assertInvariant(this.#allocations.length === 0, 'What is allocated is booked by an entry.')
    assertInvariant(
      this.#credits.length === 0 || this.openInvoices('INTEREST').length === 0,
      'Customer credit and open interest exclude each other.',
    )
    return {
      entries: this.#entries,
      invoices: this.#newInvoices,
      credits: this.#newCredits,
      open: {
        untouched: this.untouched && this.#newInvoices.length === 0,
        invoices: this.#invoices,
        credits: this.#credits,
      },
    }
  }

  #bookable(line: DraftLine): BookableLine {
    return bookable(line, this.#event.payload.accounts)
  }
}

/** The items with less open on one of them; what has nothing open left goes. */
function reduced<Item extends { open: bigint }>(
  items: readonly Item[],
  chosen: (item: Item) => boolean,
  by: bigint,
): readonly Item[] {
  const found = items.find(chosen)
  assertInvariant(found !== undefined && by > 0n && by <= found.open, 'More is taken than is open.')
  return items
    .map((item) => (chosen(item) ? Object.freeze({ ...item, open: item.open - by }) : item))
    .filter((item) => item.open > 0n)
}
