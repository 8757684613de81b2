import { bookEntries, type BookedEntry, type DraftToBook } from '../books/book-entries'
import { creditKindOf } from '../books/books'
import type { CreditKind, EntryPart, NewInvoice, OpenCredit } from '../books/books'
import { controlAccountOf } from '../books/control-accounts'
import type { DatedBalances } from '../books/dating/control-balances'
import { firstOpenDay } from '../books/dating/first-open-day'
import type { Counters, LedgerChange } from '../books/ledger-change'
import type { EntryDraft, EventDraft } from '../books/posting-draft'
import type { BookedEvent } from '../events/booked-event'
import { laterOf, type CivilDate } from '../values/calendar'
import { AllocationChanges } from './allocation-changes'
import type { Cause } from './cause'
import { CreditChanges } from './credit-changes'
import { differenceOfParts, type DifferingParts } from './difference-of-parts'
import { standingAgain } from './standing-again'
import type { RestatedBooking, RestatedEntry } from './restated-entry'
import { isPlacedAlike } from './placed-alike'
import { nothingStored, type StoredEntry, type StoredPosting } from './stored-posting'

const CREDIT_KINDS: readonly CreditKind[] = ['CREDIT', 'ADVANCE']

const NOTHING: Omit<EventDraft, 'open'> = { entries: [], invoices: [], credits: [] }

/** What stands for an event, what it posts now, and where the two differ. */
interface Replacement extends DifferingParts {
  stored: StoredPosting
  draft: readonly EntryDraft[]
  /** It was never booked before: it is its own cause. */
  isNew: boolean
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
    this.#replace(stored, NOTHING, [], false)
  }

  /** Posts an event for the first time. */
  add(
    event: BookedEvent,
    draft: Omit<EventDraft, 'open'>,
    derived: readonly BookedEntry<DraftToBook>[],
  ): void {
    this.#replace(nothingStored(event), draft, derived, true)
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
    this.#replace(stored, draft, derived, false)
  }

  #replace(
    stored: StoredPosting,
    draft: Omit<EventDraft, 'open'>,
    derived: readonly BookedEntry<DraftToBook>[],
    isNew: boolean,
  ): void {
    const { eventId, payload } = stored.event
    const differing = differenceOfParts(
      stored.entries,
      derived.map(({ of: { part }, date, lines }) => ({ part, date, lines })),
      this.#from,
      payload.accounts,
    )
    this.#replacements.push({ stored, draft: draft.entries, isNew, ...differing })

    const raised = new Set(draft.invoices.map(({ no }) => no))
    const known = new Set(stored.invoices.map(({ no }) => no))
    this.#cancelled.push(...[...known].filter((no) => !raised.has(no)))
    for (const invoice of draft.invoices) {
      if (!known.has(invoice.no)) this.#invoices.push({ ...invoice, eventId })
    }
    for (const kind of CREDIT_KINDS) {
      const left = draft.credits.find((credit) => creditKindOf(credit) === kind)
      this.#credits.setTo(stored, kind, left?.amount ?? 0n, left?.date)
    }
  }

  /** @param left what receipts have left when all is derived */
  finish(balances: DatedBalances, counters: Counters, left: readonly OpenCredit[]): LedgerChange {
    const { booked, partsOf } = this.#book(balances)
    const { added, again } = standingAgain(booked)
    const numbered = added.map((entry, place) => ({ ...entry, no: counters.nextEntry + place }))
    const changes = new AllocationChanges(this.#from)
    for (const one of this.#replacements) changes.compare(one.stored, one.draft, partsOf(one))
    const allocations = changes
      .all(numbered, again)
      .map((allocation, place) => ({ no: counters.nextAllocation + place, ...allocation }))
    return {
      entries: numbered.map(({ no, of, date, description, lines }) => ({
        no,
        eventId: of.stored.event.eventId,
        causedBy: of.causedBy,
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
      credits: this.#credits.all(left),
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
        ...one.draft.filter(isOfPart).map((entry) => this.#post(one, entry)),
      ]
    })
  }

  #mirror(stored: StoredPosting, entry: StoredEntry): RestatedEntry {
    const { accounts } = stored.event.payload
    return {
      stored,
      mirrored: entry,
      causedBy: this.#cause.eventId,
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

  #post({ stored, isNew }: Replacement, draft: EntryDraft): RestatedEntry {
    const { eventId, payload } = stored.event
    return {
      ...draft,
      stored,
      mirrored: null,
      causedBy: isNew ? eventId : this.#cause.eventId,
      date: isNew
        ? firstOpenDay(draft.date, payload.closedThrough)
        : laterOf(this.#from, draft.date),
      valueDate: draft.date,
    }
  }
}
