import type { LoanEvent, ReversalEvent } from '../../src/domain/events'
import { postEvent } from '../../src/domain/posting/post-event'
import type { JournalLine, LoanBooks, NewInvoice } from '../../src/domain/posting/books'
import type {
  ChangeAllocation,
  ChangeEntry,
  Counters,
} from '../../src/domain/posting/ledger-change'
import { rederive } from '../../src/domain/reversal/rederive'
import type { StoredPosting } from '../../src/domain/reversal/stored-posting'

interface PaperCredit {
  eventId: string
  seq: number
  date: string
  amount: bigint
  open: bigint
}

type PaperInvoice = NewInvoice & { eventId: string; open: bigint; cancelled: boolean }

/** A ledger kept in memory as the database keeps it: rows are added, balances move. */
export class PaperLedger {
  readonly entries: ChangeEntry[] = []
  readonly invoices: PaperInvoice[] = []
  readonly allocations: ChangeAllocation[] = []
  readonly credits: PaperCredit[] = []
  readonly events: LoanEvent[] = []
  counters: Counters = { nextInvoice: 1, nextEntry: 1, nextAllocation: 1 }

  post(event: LoanEvent): void {
    const { eventId } = event
    const posting = postEvent(this.#books(), event)
    this.events.push(event)
    this.entries.push(
      ...posting.entries.map((entry) => ({
        ...entry,
        eventId,
        valueDate: entry.date,
        reverses: null,
      })),
    )
    this.#raise(posting.invoices.map((invoice) => ({ ...invoice, eventId })))
    for (const { seq, date, amount, eventId: receipt } of posting.credits) {
      this.credits.push({ eventId: receipt, seq, date, amount, open: amount })
    }
    for (const allocation of posting.allocations) {
      this.#allocate({ ...allocation, causedBy: eventId, reverses: null })
      if (allocation.source === 'CREDIT') this.#credit(allocation.eventId).open -= allocation.amount
    }
    const { nextInvoice, nextEntry, nextAllocation } = posting.books
    this.counters = { nextInvoice, nextEntry, nextAllocation }
  }

  reverse(reversal: ReversalEvent, withdrawn: readonly string[]): void {
    const change = rederive(this.stored(), reversal, this.counters)
    this.entries.push(...change.entries)
    this.#raise(change.invoices)
    for (const allocation of change.allocations) this.#allocate(allocation)
    for (const { eventId, seq, date, amountDelta, openDelta } of change.credits) {
      if (!this.credits.some((credit) => credit.eventId === eventId)) {
        this.credits.push({ eventId, seq, date, amount: 0n, open: 0n })
      }
      const credit = this.#credit(eventId)
      credit.amount += amountDelta
      credit.open += openDelta
    }
    for (const no of change.cancelled) {
      const invoice = this.invoices.find((each) => each.no === no)
      if (invoice === undefined || invoice.open !== invoice.amount) {
        throw new Error(`invoice ${no} is cancelled while it is allocated`)
      }
      invoice.open = 0n
      invoice.cancelled = true
    }
    this.counters = change.counters
    for (const eventId of withdrawn) {
      this.events.splice(
        this.events.findIndex((event) => event.eventId === eventId),
        1,
      )
    }
  }

  /** What stands for each event that stands. */
  stored(): StoredPosting[] {
    const mirrored = new Set(this.entries.map(({ reverses }) => reverses))
    const undone = new Set(this.allocations.map(({ reverses }) => reverses))
    return this.events.map((event) => {
      const { eventId } = event
      const credit = this.credits.find((each) => each.eventId === eventId && each.amount > 0n)
      return {
        event,
        entries: this.entries.filter(
          (each) => each.eventId === eventId && each.reverses === null && !mirrored.has(each.no),
        ),
        invoice: this.invoices.find((each) => each.eventId === eventId && !each.cancelled) ?? null,
        allocations: this.allocations.filter(
          (each) => each.causedBy === eventId && each.reverses === null && !undone.has(each.no),
        ),
        credit: credit ?? null,
      }
    })
  }

  lines(): JournalLine[] {
    return this.entries.flatMap(({ lines }) => lines)
  }

  #books(): LoanBooks {
    return {
      ...this.counters,
      invoices: this.invoices
        .filter(({ open }) => open > 0n)
        .map(({ no, type, date, open }) => ({ no, type, date, open })),
      credits: this.credits.filter(({ open }) => open > 0n).map((credit) => ({ ...credit })),
    }
  }

  #raise(invoices: readonly (NewInvoice & { eventId: string })[]): void {
    for (const invoice of invoices) {
      this.invoices.push({ ...invoice, open: invoice.amount, cancelled: false })
    }
  }

  #allocate(allocation: ChangeAllocation): void {
    const invoice = this.invoices.find(({ no }) => no === allocation.invoiceNo)
    if (invoice === undefined) throw new Error(`no invoice ${allocation.invoiceNo}`)
    this.allocations.push(allocation)
    invoice.open -= allocation.amount
  }

  #credit(eventId: string): PaperCredit {
    const credit = this.credits.find((each) => each.eventId === eventId)
    if (credit === undefined) throw new Error(`no credit of ${eventId}`)
    return credit
  }
}
