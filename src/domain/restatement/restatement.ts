import { bookEntries, type BookedEntry, type DraftToBook } from '../books/book-entries'
import type { EntryPart, NewInvoice } from '../books/books'
import { controlAccountOf } from '../books/control-accounts'
import type { DatedBalances } from '../books/dating/control-balances'
import { firstOpenDay } from '../books/dating/first-open-day'
import type { Counters, LedgerChange } from '../books/ledger-change'
import type { EntryDraft, EventDraft } from '../books/posting-draft'
import { laterOf, type CivilDate } from '../values/calendar'
import { AllocationChanges } from './allocation-changes'
import type { Cause } from './cause'
import { CreditChanges } from './credit-changes'
import { differenceOfParts, type DifferingParts } from './difference-of-parts'
import { standingAgain } from './standing-again'
import type { RestatedBooking, RestatedEntry } from './restated-entry'
import { isPlacedAlike } from './placed-alike'
import type { StoredEntry, StoredPosting } from './stored-posting'

const NOTHING: Omit<EventDraft, 'open'> = { entries: [], invoices: [], credits: [] }

/** What stands for an event, what it posts now, and where the two differ. */
interface Replacement extends DifferingParts {
  stored: StoredPosting
  draft: readonly EntryDraft[]
}

/** Collects what a loan's books need to stand as if their events had always been others. */
export class Restatement {
  readonly #cause: Cause
  readonly #from: CivilDate
  readonly #replacements: Replacement[] = []
  readonly #invoices: (NewInvoice & { eventId: string })[] = []
  readonly #cancelled: number[] = []
  readonly #credits = new CreditChanges()

  constructor(cause: Cause) {
    this.#cause = cause
    this.#from = firstOpenDay(cause.date, cause.closedThrough)
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
    const differing = differenceOfParts(
      stored.entries,
      derived.map(({ of: { part }, date, lines }) => ({ part, date, lines })),
      this.#from,
      payload.accounts,
    )
    this.#replacements.push({ stored, draft: draft.entries, ...differing })

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
    const { booked, partsOf } = this.#book(balances)
    const { added, again } = standingAgain(booked)
    const numbered = added.map((entry, place) => ({ ...entry, no: counters.nextEntry + place }))
    const changes = new AllocationChanges(this.#from)
    for (const one of this.#replacements) changes.compare(one.stored, one.draft, partsOf(one))
    const allocations = changes
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

  /** What pays early is booked anew only where something that has to be booked gains by it. */
  #book(balances: DatedBalances): {
    booked: RestatedBooking[]
    partsOf: (one: Replacement) => ReadonlySet<EntryPart>
  } {
    const isChanged = (one: Replacement) => one.changed
    const differs = (one: Replacement) => new Set([...one.changed, ...one.early])
    const asLittle = bookEntries(balances, this.#entriesOf(isChanged))
    const isMovable = this.#replacements.some(({ early }) => early.size > 0)
    if (isMovable && asLittle.length > 0) {
      const asMuch = bookEntries(balances, this.#entriesOf(differs))
      if (!isPlacedAlike(asLittle, asMuch)) return { booked: asMuch, partsOf: differs }
    }
    return { booked: asLittle, partsOf: isChanged }
  }

  #entriesOf(partsOf: (one: Replacement) => ReadonlySet<EntryPart>): RestatedEntry[] {
    return this.#replacements.flatMap((one) => {
      const parts = partsOf(one)
      const isOfPart = ({ part }: { part: EntryPart }) => parts.has(part)
      return [
        ...one.stored.entries.filter(isOfPart).map((entry) => this.#mirror(one.stored, entry)),
        ...one.draft.filter(isOfPart).map((entry) => this.#post(one.stored, entry)),
      ]
    })
  }

  #mirror(stored: StoredPosting, entry: StoredEntry): RestatedEntry {
    const { accounts } = stored.event.payload
    return {
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
    }
  }

  #post(stored: StoredPosting, draft: EntryDraft): RestatedEntry {
    const date = laterOf(this.#from, draft.date)
    return { ...draft, stored, mirrored: null, date, valueDate: draft.date }
  }
}
