import type { LoanEvent, ReversalEvent } from '../domain/events/stream-event'
import { assertInvariant } from '../domain/values/invariant'
import type { LoanBooks, NewInvoice } from '../domain/books/books'
import { changeOfPostings } from '../domain/books/change-of-postings'
import type {
  ChangeAllocation,
  ChangeEntry,
  Counters,
  CreditChange,
  LedgerChange,
} from '../domain/books/ledger-change'
import { postEvent } from '../domain/books/posting/post-event'
import { rederive } from '../domain/restatement/rederive'
import type { StoredCredit, StoredPosting } from '../domain/restatement/stored-posting'
import { groupBy } from './group-by'

export interface PaperEntry extends ChangeEntry {
  /** The event itself, or the reversal that made it another one. */
  causedBy: string
}

export type PaperInvoice = NewInvoice & { eventId: string; open: bigint; isCancelled: boolean }

export type PaperCredit = StoredCredit & { eventId: string; seq: number }

/** A loan's ledger in memory as the database keeps it: rows are added, what is open moves. */
export class PaperLedger {
  readonly entries: PaperEntry[] = []
  readonly invoices = new Map<number, PaperInvoice>()
  readonly allocations: ChangeAllocation[] = []
  readonly credits = new Map<string, PaperCredit>()
  counters: Counters = { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }

  post(event: LoanEvent): void {
    const { eventId } = event
    const books = this.#openBooks()
    this.#apply(changeOfPostings(books, [{ eventId, posting: postEvent(books, event) }]), null)
  }

  /** @param posted the events that stand before the reversal, in order of seq */
  reverse(reversal: ReversalEvent, posted: readonly LoanEvent[]): void {
    const change = rederive(this.standing(posted), reversal, this.counters)
    this.#apply(change, reversal.eventId)
  }

  #apply(change: LedgerChange, cause: string | null): void {
    this.entries.push(
      ...change.entries.map((entry) => ({ ...entry, causedBy: cause ?? entry.eventId })),
    )
    for (const invoice of change.invoices) {
      this.invoices.set(invoice.no, { ...invoice, open: invoice.amount, isCancelled: false })
    }
    for (const allocation of change.allocations) {
      this.allocations.push(allocation)
      this.#invoice(allocation.invoiceNo).open -= allocation.amount
    }
    for (const no of change.cancelled) {
      const invoice = this.#invoice(no)
      assertInvariant(invoice.open === invoice.amount, 'A cancelled invoice is not allocated.')
      invoice.open = 0n
      invoice.isCancelled = true
    }
    for (const credit of change.credits) this.#moveCredit(credit)
    this.counters = change.counters
  }

  #moveCredit({ eventId, seq, date, amountDelta, openDelta }: CreditChange): void {
    const credit = this.credits.get(eventId) ?? { eventId, seq, date, amount: 0n, open: 0n }
    this.credits.set(eventId, {
      ...credit,
      amount: credit.amount + amountDelta,
      open: credit.open + openDelta,
    })
  }

  #openBooks(): LoanBooks {
    const isOpen = ({ open }: { open: bigint }) => open > 0n
    return {
      ...this.counters,
      invoices: [...this.invoices.values()].filter(isOpen),
      credits: [...this.credits.values()].filter(isOpen),
    }
  }

  /** What stands for each event that stands. */
  standing(posted: readonly LoanEvent[]): StoredPosting[] {
    const entries = groupBy(standingOf(this.entries), ({ eventId }) => eventId)
    const allocations = groupBy(standingOf(this.allocations), ({ causedBy }) => causedBy)
    const invoices = [...this.invoices.values()].filter(({ isCancelled }) => !isCancelled)
    return posted.map((event) => ({
      event,
      entries: entries.get(event.eventId) ?? [],
      invoice: invoices.find(({ eventId }) => eventId === event.eventId) ?? null,
      allocations: allocations.get(event.eventId) ?? [],
      credit: this.credits.get(event.eventId) ?? null,
    }))
  }

  #invoice(no: number): PaperInvoice {
    const invoice = this.invoices.get(no)
    assertInvariant(invoice !== undefined, 'What is allocated is allocated to an invoice.')
    return invoice
  }
}

/** What neither takes something back nor was taken back. */
function standingOf<Row extends { no: number; reverses: number | null }>(
  rows: readonly Row[],
): Row[] {
  const takenBack = new Set(rows.map(({ reverses }) => reverses))
  return rows.filter(({ no, reverses }) => reverses === null && !takenBack.has(no))
}
