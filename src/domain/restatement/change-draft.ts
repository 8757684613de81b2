import { addDays, laterOf } from '../values/calendar'
import type { CivilDate } from '../values/calendar'
import type { ReversalEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import type { Allocation, JournalEntry, NewInvoice, Posting } from '../books/books'
import { CreditChanges } from './credit-changes'
import type { ChangeAllocation, ChangeEntry, Counters, LedgerChange } from '../books/ledger-change'
import { withoutPairs } from './pairs'
import type { StoredAllocation, StoredEntry, StoredPosting } from './stored-posting'

/** Collects what a reversal adds to a loan's books, numbering as it goes. */
export class ChangeDraft {
  readonly #reversal: ReversalEvent
  readonly #counters: Counters
  readonly #entries: ChangeEntry[] = []
  readonly #invoices: (NewInvoice & { eventId: string })[] = []
  readonly #cancelled: number[] = []
  readonly #allocations: ChangeAllocation[] = []
  readonly #credits = new CreditChanges()

  constructor(reversal: ReversalEvent, counters: Counters) {
    this.#reversal = reversal
    this.#counters = { ...counters }
  }

  get nextInvoice(): number {
    return this.#counters.nextInvoice
  }

  /** Takes back all that an event stands for. */
  withdraw(stored: StoredPosting): void {
    for (const allocation of stored.allocations) this.#undo(stored, allocation)
    for (const entry of stored.entries) this.#mirror(stored.event.eventId, entry)
    if (stored.invoice !== null) this.#cancelled.push(stored.invoice.no)
    this.#credits.setTo(stored, 0n)
  }

  /** Replaces what an event stands for by what it posts now, where the two differ. */
  replace(stored: StoredPosting, derived: Posting): void {
    const { eventId } = stored.event
    const allocations = withoutPairs(stored.allocations, derived.allocations, sameAllocation)
    for (const allocation of allocations.ours) this.#undo(stored, allocation)
    for (const allocation of allocations.theirs) this.#allocate(eventId, allocation)

    const entries = withoutPairs(stored.entries, derived.entries, sameEntry)
    const booked = entries.ours.map((entry) => this.#mirror(eventId, entry))
    entries.theirs.forEach((entry, index) => this.#post(eventId, entry, booked[index]))

    this.#replaceInvoice(stored, derived)
    const credit = derived.credits.find((left) => left.eventId === eventId)
    this.#credits.setTo(stored, credit?.amount ?? 0n, credit?.date)
  }

  finish(): LedgerChange {
    return {
      entries: this.#entries,
      invoices: this.#invoices,
      cancelled: this.#cancelled,
      allocations: this.#allocations,
      credits: this.#credits.all(),
      counters: this.#counters,
    }
  }

  #replaceInvoice({ event, invoice }: StoredPosting, derived: Posting): void {
    const [raised] = derived.invoices
    if (raised?.no === invoice?.no) return
    if (invoice !== null) this.#cancelled.push(invoice.no)
    if (raised === undefined) return
    assertInvariant(raised.no === this.#counters.nextInvoice, 'A new invoice has a new number.')
    this.#counters.nextInvoice += 1
    this.#invoices.push({ ...raised, eventId: event.eventId })
  }

  /** The mirror of an entry; returns the day both it and what replaces the entry are booked on. */
  #mirror(eventId: string, entry: StoredEntry): CivilDate {
    const date = this.#bookedOn(entry.date)
    this.#entries.push({
      no: this.#takeNo('nextEntry'),
      eventId,
      date,
      valueDate: entry.valueDate,
      description: `Reversal: ${entry.description}`,
      reverses: entry.no,
      lines: entry.lines.map(({ account, amount }) => ({ account, amount: -amount })),
    })
    return date
  }

  #post(eventId: string, entry: JournalEntry, replacedOn: CivilDate | undefined): void {
    const { date: valueDate, description, lines } = entry
    this.#entries.push({
      no: this.#takeNo('nextEntry'),
      eventId,
      date: replacedOn ?? this.#bookedOn(valueDate),
      valueDate,
      description,
      reverses: null,
      lines,
    })
  }

  #undo(stored: StoredPosting, allocation: StoredAllocation): void {
    const { no, ...facts } = allocation
    this.#allocations.push({
      ...facts,
      no: this.#takeNo('nextAllocation'),
      causedBy: stored.event.eventId,
      amount: -allocation.amount,
      reverses: no,
    })
    if (allocation.source === 'CREDIT') this.#credits.use(allocation.eventId, -allocation.amount)
  }

  #allocate(causedBy: string, allocation: Allocation): void {
    this.#allocations.push({
      ...allocation,
      no: this.#takeNo('nextAllocation'),
      causedBy,
      reverses: null,
    })
    if (allocation.source === 'CREDIT') this.#credits.use(allocation.eventId, allocation.amount)
  }

  /** Never before the reversal, never in a closed period. */
  #bookedOn(date: CivilDate): CivilDate {
    const { reversalDate, closedThrough } = this.#reversal.payload
    const open =
      closedThrough === null ? reversalDate : laterOf(reversalDate, addDays(closedThrough, 1))
    return laterOf(open, date)
  }

  #takeNo(counter: 'nextEntry' | 'nextAllocation'): number {
    const no = this.#counters[counter]
    this.#counters[counter] += 1
    return no
  }
}

function sameEntry(stored: StoredEntry, derived: JournalEntry): boolean {
  return (
    stored.valueDate === derived.date &&
    stored.description === derived.description &&
    stored.lines.length === derived.lines.length &&
    stored.lines.every((line, index) => {
      const other = derived.lines[index]
      return other?.account === line.account && other.amount === line.amount
    })
  )
}

function sameAllocation(stored: StoredAllocation, derived: Allocation): boolean {
  return (
    stored.invoiceNo === derived.invoiceNo &&
    stored.eventId === derived.eventId &&
    stored.source === derived.source &&
    stored.date === derived.date &&
    stored.amount === derived.amount
  )
}
