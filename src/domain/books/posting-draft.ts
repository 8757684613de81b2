import { addDays, laterOf } from '../values/calendar'
import type { CivilDate } from '../values/calendar'
import type { LoanEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import { oldestCreditsFirst, oldestInvoicesFirst, type Share } from './allocation'
import type {
  Allocation,
  AllocationSource,
  InvoiceType,
  JournalEntry,
  LoanBooks,
  NewCredit,
  NewInvoice,
  OpenCredit,
  OpenInvoice,
  Posting,
} from './books'
import { bookedLines, sealEntry, type DraftLine } from './entry'

/** Money that pays an invoice: whose it is, and since when it is there. */
interface Payment {
  source: AllocationSource
  eventId: string
  date: CivilDate
}

/**
 * Collects what one event adds to a loan's books, numbering as it goes.
 *
 * Invoices, allocations and credit keep their business dates; only entries are moved out of a
 * closed period. No balance falls on its wrong side by that, as long as the day the books are
 * closed through never moves back: all of an earlier event's entries are then dated no later.
 */
export class PostingDraft {
  readonly #event: LoanEvent
  readonly #before: LoanBooks
  readonly #entries: JournalEntry[] = []
  readonly #newInvoices: NewInvoice[] = []
  readonly #allocations: Allocation[] = []
  readonly #newCredits: NewCredit[] = []
  #invoices: readonly OpenInvoice[]
  #credits: readonly OpenCredit[]
  #datesMoved = false

  constructor(books: LoanBooks, event: LoanEvent) {
    this.#event = event
    this.#before = books
    this.#invoices = books.invoices
    this.#credits = books.credits
  }

  /** True while no invoice was ever raised: the loan was never disbursed. */
  get untouched(): boolean {
    return this.#before.nextInvoice === 1
  }

  openInvoices(type: InvoiceType): readonly OpenInvoice[] {
    return oldestInvoicesFirst(this.#invoices.filter((invoice) => invoice.type === type))
  }

  openCredits(): readonly OpenCredit[] {
    return oldestCreditsFirst(this.#credits)
  }

  /** The date an entry gets that belongs on a day: the first open one from there. */
  entryDate(date: CivilDate): CivilDate {
    const { closedThrough } = this.#event.payload
    return closedThrough === null ? date : laterOf(date, addDays(closedThrough, 1))
  }

  post(date: CivilDate, description: string, lines: readonly DraftLine[]): void {
    const entryDate = this.entryDate(date)
    if (entryDate !== date) this.#datesMoved = true
    const no = this.#before.nextEntry + this.#entries.length
    const booked = bookedLines(lines, this.#event.payload.accounts)
    this.#entries.push(sealEntry(no, entryDate, description, booked))
  }

  /** Raises an invoice for its receivable and returns it open in full. */
  raise(
    type: InvoiceType,
    date: CivilDate,
    amount: bigint,
    lines: readonly (DraftLine & { description: string })[],
  ): OpenInvoice {
    assertInvariant(amount > 0n, 'An invoice is for more than nothing.')
    const no = this.#before.nextInvoice + this.#newInvoices.length
    const booked = bookedLines(lines, this.#event.payload.accounts)
    this.#newInvoices.push(Object.freeze({ no, type, date, amount, lines: booked }))
    const invoice = Object.freeze({ no, type, date, open: amount })
    this.#invoices = [...this.#invoices, invoice]
    return invoice
  }

  /** Pays invoices their shares. */
  allocate(payment: Payment, shares: readonly Share<OpenInvoice>[]): void {
    for (const { from: invoice, amount } of shares) {
      this.#invoices = reduced(this.#invoices, (open) => open.no === invoice.no, amount)
      this.#allocations.push(
        Object.freeze({
          no: this.#before.nextAllocation + this.#allocations.length,
          invoiceNo: invoice.no,
          eventId: payment.eventId,
          source: payment.source,
          date: laterOf(payment.date, invoice.date),
          amount,
        }),
      )
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

  finish(): Posting {
    assertInvariant(
      this.#credits.length === 0 || this.openInvoices('INTEREST').length === 0,
      'Customer credit and open interest exclude each other.',
    )
    return Object.freeze({
      entries: Object.freeze(this.#entries),
      invoices: Object.freeze(this.#newInvoices),
      allocations: Object.freeze(this.#allocations),
      credits: Object.freeze(this.#newCredits),
      books: Object.freeze({
        nextInvoice: this.#before.nextInvoice + this.#newInvoices.length,
        nextEntry: this.#before.nextEntry + this.#entries.length,
        nextAllocation: this.#before.nextAllocation + this.#allocations.length,
        invoices: Object.freeze(this.#invoices),
        credits: Object.freeze(this.#credits),
      }),
      datesMoved: this.#datesMoved,
    })
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
