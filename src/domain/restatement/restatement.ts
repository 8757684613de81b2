import { bookEntries, type BookedEntry, type DraftToBook } from '../books/book-entries'
import type { NewInvoice } from '../books/books'
import { controlAccountOf } from '../books/control-accounts'
import type { DatedBalances } from '../books/dating/control-balances'
import { firstOpenDay } from '../books/dating/first-open-day'
import type { Counters, LedgerChange } from '../books/ledger-change'
import type { EntryDraft, EventDraft } from '../books/posting-draft'
import { laterOf, type CivilDate } from '../values/calendar'
import { AllocationChanges } from './allocation-changes'
import type { Cause } from './cause'
import { CreditChanges } from './credit-changes'
import { differenceOfParts } from './difference-of-parts'
import { standingAgain } from './standing-again'
import type { RestatedEntry } from './restated-entry'
import type { StoredEntry, StoredPosting } from './stored-posting'

const NOTHING: Omit<EventDraft, 'open'> = { entries: [], invoices: [], credits: [] }

/** Collects what a loan's books need to stand as if their events had always been others. */
export class Restatement {
  readonly #cause: Cause
  readonly #from: CivilDate
  readonly #entries: RestatedEntry[] = []
  readonly #invoices: (NewInvoice & { eventId: string })[] = []
  readonly #cancelled: number[] = []
  readonly #allocations: AllocationChanges
  readonly #credits = new CreditChanges()

  constructor(cause: Cause) {
    this.#cause = cause
    this.#from = firstOpenDay(cause.date, cause.closedThrough)
    this.#allocations = new AllocationChanges(this.#from)
  }

  /** Takes back all that an event stands for. */
  withdraw(stored: StoredPosting): void {
    this.replace(stored, NOTHING, [])
  }

  /**
   * Replaces what an event stands for by what it posts now, where the two differ.
   * @param derived how its entries would be booked had its loan's events always been these
   */
  replace(
    stored: StoredPosting,
    draft: Omit<EventDraft, 'open'>,
    derived: readonly BookedEntry<DraftToBook>[],
  ): void {
    const { eventId, payload } = stored.event
    const changed = differenceOfParts(
      stored.entries,
      derived.map(({ of: { part }, date, lines }) => ({ part, date, lines })),
      this.#from,
      payload.accounts,
    )
    for (const entry of stored.entries) if (changed.has(entry.part)) this.#mirror(stored, entry)
    for (const entry of draft.entries) if (changed.has(entry.part)) this.#post(stored, entry)
    this.#allocations.compare(stored, draft.entries, changed)

    const raised = new Set(draft.invoices.map(({ no }) => no))
    const known = new Set(stored.invoices.map(({ no }) => no))
    this.#cancelled.push(...[...known].filter((no) => !raised.has(no)))
    for (const invoice of draft.invoices) {
      if (!known.has(invoice.no)) this.#invoices.push({ ...invoice, eventId })
    }
    const credit = draft.credits.find((left) => left.eventId === eventId)
    this.#credits.setTo(stored, credit?.amount ?? 0n, credit?.date)
  }

  finish(balances: DatedBalances, counters: Counters): LedgerChange {
    const { added, again } = standingAgain(bookEntries(balances, this.#entries))
    const numbered = added.map((entry, place) => ({ ...entry, no: counters.nextEntry + place }))
    const allocations = this.#allocations
      .all(numbered, again)
      .map((allocation, place) => ({ no: counters.nextAllocation + place, ...allocation }))
    for (const { source, eventId, amount } of allocations) {
      if (source === 'CREDIT') this.#credits.use(eventId, amount)
    }
    return {
      entries: numbered.map(({ no, of, date, description, lines }) => ({
        no,
        eventId: of.stored.event.eventId,
        causedBy: this.#cause.eventId,
        part: of.part,
        date,
        valueDate: of.valueDate,
        description,
        reverses: of.mirrored?.no ?? null,
        lines,
      })),
      invoices: this.#invoices,
      cancelled: this.#cancelled,
      allocations,
      credits: this.#credits.all(),
      counters: {
        nextInvoice: counters.nextInvoice,
        nextEntry: counters.nextEntry + numbered.length,
        nextAllocation: counters.nextAllocation + allocations.length,
      },
    }
  }

  #mirror(stored: StoredPosting, entry: StoredEntry): void {
    const { accounts } = stored.event.payload
    this.#entries.push({
      stored,
      mirrored: entry,
      part: entry.part,
      date: laterOf(this.#from, entry.date),
      valueDate: entry.valueDate,
      description: `Reversal: ${entry.description}`,
      lines: entry.lines.map(({ account, amount }) => ({
        account,
        amount: -amount,
        control: controlAccountOf(account, accounts),
      })),
      lowering: 'WHOLE',
      allocations: [],
    })
  }

  #post(stored: StoredPosting, draft: EntryDraft): void {
    const date = laterOf(this.#from, draft.date)
    this.#entries.push({ ...draft, stored, mirrored: null, date, valueDate: draft.date })
  }
}
