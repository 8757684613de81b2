import type { LoanBooks, NewInvoice, OpenCredit } from '../domain/books/books'
import { changeOfPostings } from '../domain/books/change-of-postings'
import { controlAccountOf } from '../domain/books/control-accounts'
import type {
  ChangeAllocation,
  ChangeEntry,
  Counters,
  CreditChange,
  LedgerChange,
} from '../domain/books/ledger-change'
import { postEvent } from '../domain/books/posting/post-event'
import type { CivilDate } from '../domain/values/calendar'
import type { LoanEvent, ReversalEvent } from '../domain/events/stream-event'
import { partOfEntry } from '../domain/restatement/part-of-entry'
import { restate } from '../domain/restatement/restate'
import { standingOf } from '../domain/restatement/standing-of'
import type { StoredCredit, StoredPosting } from '../domain/restatement/stored-posting'
import { withdraw } from '../domain/restatement/withdraw'
import { assertInvariant } from '../domain/values/invariant'
import { groupBy } from '../domain/values/group-by'
import { LaterChanges } from '../domain/books/dating/later-changes'

export type PaperInvoice = NewInvoice & { eventId: string; open: bigint; isCancelled: boolean }

export type PaperCredit = StoredCredit & { eventId: string; seq: number }

/** A loan's ledger in memory as the database keeps it: rows are added, what is open moves. */
export class PaperLedger {
  entries: ChangeEntry[] = []
  readonly invoices = new Map<number, PaperInvoice>()
  allocations: ChangeAllocation[] = []
  readonly credits = new Map<string, PaperCredit>()
  counters: Counters = { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }
  readonly #openInvoices = new Map<number, PaperInvoice>()
  readonly #openCredits = new Map<string, OpenCredit>()
  readonly #accountsOf = new Map<string, Record<string, string>>()
  #later = new LaterChanges()

  post(event: LoanEvent): void {
    const { eventId, effectiveDate, payload } = event
    this.#accountsOf.set(eventId, payload.accounts)
    const books = this.#books(effectiveDate)
    this.#apply(changeOfPostings(books, [{ eventId, posting: postEvent(books, event) }]))
  }

  /** @param posted the events that stand before the reversal, in order of seq */
  reverse(reversal: ReversalEvent, posted: readonly LoanEvent[]): void {
    const withdrawal = withdraw(posted, reversal)
    assertInvariant(
      !('refusal' in withdrawal),
      'The LMS refuses a reversal before Accounting does.',
    )
    const { reversalDate: date, closedThrough } = reversal.payload
    const cause = { eventId: reversal.eventId, date, closedThrough }
    const books = this.#books(date)
    this.#apply(restate(this.standing(posted), withdrawal.remaining, cause, books))
  }

  /** Takes rows for its own: what follows is derived from them. */
  adopt(entries: readonly ChangeEntry[], allocations: readonly ChangeAllocation[]): void {
    this.entries = [...entries]
    this.allocations = [...allocations]
    this.#later = new LaterChanges()
    this.#noteChanges(entries)
    this.counters = {
      ...this.counters,
      nextEntry: (entries.at(-1)?.no ?? 0) + 1,
      nextAllocation: (allocations.at(-1)?.no ?? 0) + 1,
    }
  }

  /** What stands for each event that stands. */
  standing(posted: readonly LoanEvent[]): StoredPosting<LoanEvent>[] {
    const entries = groupBy(standingOf(this.entries), ({ eventId }) => eventId)
    const allocations = groupBy(standingOf(this.allocations), ({ causedBy }) => causedBy)
    const invoices = groupBy(
      [...this.invoices.values()].filter(({ isCancelled }) => !isCancelled),
      ({ eventId }) => eventId,
    )
    return posted.map((event) => ({
      event,
      entries: (entries.get(event.eventId) ?? []).map((entry) => ({
        ...entry,
        part: partOfEntry(entry),
      })),
      invoices: invoices.get(event.eventId) ?? [],
      allocations: allocations.get(event.eventId) ?? [],
      credit: this.credits.get(event.eventId) ?? null,
      advance: null,
    }))
  }

  #apply(change: LedgerChange): void {
    this.entries.push(...change.entries)
    this.#noteChanges(change.entries)
    for (const invoice of change.invoices) {
      this.#setInvoice({ ...invoice, open: invoice.amount, isCancelled: false })
    }
    for (const allocation of change.allocations) {
      this.allocations.push(allocation)
      const invoice = this.#invoice(allocation.invoiceNo)
      this.#setInvoice({ ...invoice, open: invoice.open - allocation.amount })
    }
    for (const no of change.cancelled) {
      const invoice = this.#invoice(no)
      assertInvariant(invoice.open === invoice.amount, 'A cancelled invoice is not allocated.')
      this.#setInvoice({ ...invoice, open: 0n, isCancelled: true })
    }
    for (const credit of change.credits) this.#moveCredit(credit)
    this.counters = change.counters
  }

  #noteChanges(entries: readonly ChangeEntry[]): void {
    for (const { eventId, date, lines } of entries) {
      const accounts = this.#accountsOf.get(eventId) ?? {}
      for (const { account, amount } of lines) {
        const control = controlAccountOf(account, accounts)
        if (control !== null) this.#later.add({ control, date, amount })
      }
    }
  }

  #setInvoice(invoice: PaperInvoice): void {
    this.invoices.set(invoice.no, invoice)
    if (invoice.open > 0n) this.#openInvoices.set(invoice.no, invoice)
    else this.#openInvoices.delete(invoice.no)
  }

  #moveCredit({ eventId, seq, date, amountDelta, openDelta }: CreditChange): void {
    const before = this.credits.get(eventId) ?? { eventId, seq, date, amount: 0n, open: 0n }
    const credit = {
      ...before,
      amount: before.amount + amountDelta,
      open: before.open + openDelta,
    }
    this.credits.set(eventId, credit)
    if (credit.open > 0n) this.#openCredits.set(eventId, credit)
    else this.#openCredits.delete(eventId)
  }

  #books(firstDay: CivilDate): LoanBooks {
    return {
      ...this.counters,
      invoices: [...this.#openInvoices.values()],
      credits: [...this.#openCredits.values()],
      ahead: this.#later.after(firstDay),
    }
  }

  #invoice(no: number): PaperInvoice {
    const invoice = this.invoices.get(no)
    assertInvariant(invoice !== undefined, 'What is allocated is allocated to an invoice.')
    return invoice
  }
}
