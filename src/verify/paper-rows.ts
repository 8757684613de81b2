import { creditKey } from '../domain/books/books'
import type { CreditKind, LoanBooks, NewInvoice, OpenCredit } from '../domain/books/books'
import { controlAccountOf } from '../domain/books/control-accounts'
import { DatedChanges } from '../domain/books/dating/dated-changes'
import type {
  ChangeAllocation,
  ChangeEntry,
  Counters,
  CreditChange,
  LedgerChange,
} from '../domain/books/ledger-change'
import type { BookedEvent } from '../domain/events/booked-event'
import { partOfEntry } from '../domain/restatement/part-of-entry'
import { standingOf } from '../domain/restatement/standing-of'
import type { StoredCredit, StoredPosting } from '../domain/restatement/stored-posting'
import { groupBy } from '../domain/values/group-by'
import { assertInvariant } from '../domain/values/invariant'

export type PaperInvoice = NewInvoice & { eventId: string; open: bigint; isCancelled: boolean }

export type PaperCredit = StoredCredit & { eventId: string; kind: CreditKind; seq: number }

/** A loan's ledger in memory as the database keeps it: rows are added, what is open moves. */
export class PaperRows {
  entries: ChangeEntry[] = []
  readonly invoices = new Map<number, PaperInvoice>()
  allocations: ChangeAllocation[] = []
  readonly credits = new Map<string, PaperCredit>()
  counters: Counters = { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }
  readonly #openInvoices = new Map<number, PaperInvoice>()
  readonly #openCredits = new Map<string, OpenCredit>()
  readonly #accountsOf = new Map<string, Record<string, string>>()
  #changes = DatedChanges.none

  /** An event whose entries are to come. */
  expect({ eventId, payload: { accounts } }: Pick<BookedEvent, 'eventId' | 'payload'>): void {
    this.#accountsOf.set(eventId, accounts)
  }

  apply(change: LedgerChange): void {
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

  /** Takes rows for its own: what follows is derived from them. */
  adopt(entries: readonly ChangeEntry[], allocations: readonly ChangeAllocation[]): void {
    this.entries = [...entries]
    this.allocations = [...allocations]
    this.#changes = DatedChanges.none
    this.#noteChanges(entries)
    this.counters = {
      ...this.counters,
      nextEntry: (entries.at(-1)?.no ?? 0) + 1,
      nextAllocation: (allocations.at(-1)?.no ?? 0) + 1,
    }
  }

  /** What stands for each event that stands. */
  standing<Event extends BookedEvent>(posted: readonly Event[]): StoredPosting<Event>[] {
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
      credit: this.credits.get(creditKey({ eventId: event.eventId, kind: 'CREDIT' })) ?? null,
      advance: this.credits.get(creditKey({ eventId: event.eventId, kind: 'ADVANCE' })) ?? null,
    }))
  }

  #noteChanges(entries: readonly ChangeEntry[]): void {
    const changes = entries.flatMap(({ eventId, date, lines }) => {
      const accounts = this.#accountsOf.get(eventId) ?? {}
      return lines.flatMap(({ account, amount }) => {
        const control = controlAccountOf(account, accounts)
        return control === null ? [] : [{ control, date, amount }]
      })
    })
    this.#changes = this.#changes.with(changes)
  }

  #setInvoice(invoice: PaperInvoice): void {
    this.invoices.set(invoice.no, invoice)
    if (invoice.open > 0n) this.#openInvoices.set(invoice.no, invoice)
    else this.#openInvoices.delete(invoice.no)
  }

  #moveCredit({ amountDelta, openDelta, ...left }: CreditChange): void {
    const key = creditKey(left)
    const before = this.credits.get(key) ?? { ...left, amount: 0n, open: 0n }
    const credit = {
      ...before,
      amount: before.amount + amountDelta,
      open: before.open + openDelta,
    }
    this.credits.set(key, credit)
    if (credit.open > 0n) this.#openCredits.set(key, credit)
    else this.#openCredits.delete(key)
  }

  books(): LoanBooks {
    return {
      ...this.counters,
      invoices: [...this.#openInvoices.values()],
      credits: [...this.#openCredits.values()],
      ahead: this.#changes,
    }
  }

  #invoice(no: number): PaperInvoice {
    const invoice = this.invoices.get(no)
    assertInvariant(invoice !== undefined, 'What is allocated is allocated to an invoice.')
    return invoice
  }
}
