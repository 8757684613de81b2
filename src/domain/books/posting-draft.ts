import type { CivilDate } from '../values/calendar'
import type { BookedEvent } from '../events/booked-event'
import { assertInvariant } from '../values/invariant'
import { oldestCreditsFirst, oldestInvoicesFirst, share, totalOf, type Share } from './allocation'
import type {
  AllocationSource,
  BookableLine,
  CreditKind,
  EntryPart,
  InvoiceType,
  LoanBooks,
  NewCredit,
  NewInvoice,
  OpenCredit,
  OpenInvoice,
} from './books'
import { creditKey, creditKindOf, INVOICE_ACCOUNTS } from './books'
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

/** Drafts what an event adds to its loan's books, given what is open before it. */
export type DraftOf<Event> = (
  open: OpenBooks,
  event: Event,
  numberInvoice: NumberInvoice,
) => EventDraft

/** Collects what one event adds to a loan's books. */
export class PostingDraft {
  readonly untouched: boolean
  readonly #event: BookedEvent
  readonly #numberInvoice: NumberInvoice
  readonly #entries: EntryDraft[] = []
  readonly #newInvoices: NewInvoice[] = []
  readonly #newCredits: NewCredit[] = []
  #allocations: DraftAllocation[] = []
  #invoices: readonly OpenInvoice[]
  #credits: readonly OpenCredit[]

  constructor(open: OpenBooks, event: BookedEvent, numberInvoice: NumberInvoice) {
    this.untouched = open.untouched
    this.#event = event
    this.#numberInvoice = numberInvoice
    this.#invoices = open.invoices
    this.#credits = open.credits
  }

  openInvoices(...types: readonly InvoiceType[]): readonly OpenInvoice[] {
    return oldestInvoicesFirst(this.#invoices.filter(({ type }) => types.includes(type)))
  }

  /** The sum of what `openInvoices` gives. */
  openOn(...types: readonly InvoiceType[]): bigint {
    return totalOf(this.openInvoices(...types).map(({ open }) => ({ amount: open })))
  }

  openCredits(): readonly OpenCredit[] {
    return oldestCreditsFirst(this.#creditsOf('CREDIT'))
  }

  /** What all receipts have left of a kind. */
  left(kind: CreditKind): bigint {
    return totalOf(this.#creditsOf(kind).map(({ open }) => ({ amount: open })))
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

  /** Leaves what the event's receipt has paid of interest that is not recognised. */
  leaveAdvance(date: CivilDate, amount: bigint): void {
    if (amount === 0n) return
    const { eventId, seq } = this.#event
    const left = { eventId, kind: 'ADVANCE', seq, date } as const
    this.#newCredits.push(Object.freeze({ ...left, amount }))
    this.#credits = [...this.#credits, Object.freeze({ ...left, open: amount })]
  }

  useCredit(credit: OpenCredit, amount: bigint): void {
    const key = creditKey(credit)
    this.#credits = reduced(this.#credits, (open) => creditKey(open) === key, amount)
  }

  /** Uses what receipts have left, in order of their dates. */
  use(kind: CreditKind, amount: bigint): readonly Share<OpenCredit>[] {
    const { shares, rest } = share(amount, inOrderOfDate(this.#creditsOf(kind)))
    assertInvariant(rest === 0n, 'No more is used than receipts have left.')
    for (const { from, amount: used } of shares) this.useCredit(from, used)
    return shares
  }

  finish(): EventDraft {
    assertInvariant(this.#allocations.length === 0, 'What is allocated is booked by an entry.')
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

  #creditsOf(kind: CreditKind): readonly OpenCredit[] {
    return this.#credits.filter((credit) => creditKindOf(credit) === kind)
  }

  #bookable(line: DraftLine): BookableLine {
    return bookable(line, this.#event.payload.accounts)
  }
}

function inOrderOfDate(credits: readonly OpenCredit[]): readonly OpenCredit[] {
  return credits.toSorted((one, other) =>
    one.date === other.date ? one.seq - other.seq : one.date < other.date ? -1 : 1,
  )
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
