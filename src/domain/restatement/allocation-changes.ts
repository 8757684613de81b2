import { share } from '../books/allocation'
import type { AllocationSource, EntryPart } from '../books/books'
import { bookedAllocations } from '../books/book-entries'
import type { ChangeAllocation } from '../books/ledger-change'
import type { DraftAllocation, EntryDraft } from '../books/posting-draft'
import { laterOf, type CivilDate } from '../values/calendar'
import { groupBy } from '../values/group-by'
import { assertInvariant } from '../values/invariant'
import type { RestatedBooking } from './restated-entry'
import type { StandingAgain } from './standing-again'
import type { StoredAllocation, StoredPosting } from './stored-posting'

type Unnumbered = Omit<ChangeAllocation, 'no'>

type BookedAllocation = StoredAllocation & { entryNo: number }

const PART_OF_SOURCE: Record<AllocationSource, EntryPart> = {
  RECEIPT: 'RECEIPT',
  CREDIT: 'CREDIT_USE',
  ADVANCE: 'ADVANCE_USE',
  WAIVER: 'WAIVER',
  WRITE_OFF: 'WRITE_OFF',
}

/** How allocations change: undone with the entry that booked them, or alone where it still stands. */
export class AllocationChanges {
  readonly #from: CivilDate
  readonly #ofChanged: { stored: StoredPosting; allocation: BookedAllocation }[] = []
  readonly #moved: Unnumbered[] = []

  /** @param from the day before which nothing changes */
  constructor(from: CivilDate) {
    this.#from = from
  }

  /** @param changed the parts whose entries no longer hold */
  compare(
    stored: StoredPosting,
    draft: readonly EntryDraft[],
    changed: ReadonlySet<EntryPart>,
  ): void {
    const booked = stored.allocations.map((one) => ({ ...one, entryNo: bookingOf(stored, one) }))
    const isOfChanged = ({ source }: StoredAllocation) => changed.has(PART_OF_SOURCE[source])
    for (const allocation of booked) {
      if (isOfChanged(allocation)) this.#ofChanged.push({ stored, allocation })
    }
    this.#move(
      stored,
      booked.filter((allocation) => !isOfChanged(allocation)),
      draft.flatMap(({ part, allocations }) => (changed.has(part) ? [] : allocations)),
    )
  }

  /** All changes, once it is known where entries are booked and which of them stand after all. */
  all(
    booked: readonly (RestatedBooking & { no: number })[],
    again: readonly StandingAgain[],
  ): Unnumbered[] {
    const standing = new Set(again.flatMap(({ entries }) => entries.map(({ no }) => no)))
    const ofStanding = groupBy(
      this.#ofChanged.map(({ allocation }) => allocation),
      ({ entryNo }) => entryNo,
    )
    for (const { entries, replacements } of again) {
      const stored = replacements[0]?.of.stored
      if (stored === undefined) continue
      this.#move(
        stored,
        entries.flatMap(({ no }) => ofStanding.get(no) ?? []),
        replacements.flatMap(({ allocations }) => allocations),
      )
    }
    const mirrors = new Map(
      booked.flatMap((one) => (one.of.mirrored === null ? [] : [[one.of.mirrored.no, one]])),
    )
    const undone = this.#ofChanged.flatMap(({ stored, allocation }) => {
      if (standing.has(allocation.entryNo)) return []
      const mirror = mirrors.get(allocation.entryNo)
      assertInvariant(mirror !== undefined, 'What booked an allocation that goes is mirrored.')
      return [undo(stored, allocation, { entryNo: mirror.no, date: mirror.date })]
    })
    const made = booked.flatMap(({ no, of: { stored }, date, allocations }) =>
      bookedAllocations(allocations, no, date).map((allocation) => ({
        ...{ ...allocation, causedBy: stored.event.eventId, reverses: null },
      })),
    )
    return [...undone, ...this.#moved, ...made]
  }

  /** The entry stands and pays other invoices: on one day, so that no balance moves. */
  #move(
    stored: StoredPosting,
    before: readonly BookedAllocation[],
    after: readonly DraftAllocation[],
  ): void {
    const differing = differingTargets(before, after)
    if (differing.size === 0) return
    const gone = before.filter((allocation) => differing.has(targetOf(allocation)))
    const come = after.filter((allocation) => differing.has(targetOf(allocation)))
    const date = gone.reduce((latest, one) => laterOf(latest, one.date), this.#from)
    const causedBy = stored.event.eventId
    this.#moved.push(
      ...gone.map((allocation) => undo(stored, allocation, { entryNo: allocation.entryNo, date })),
      ...divide(come, gone).flatMap(({ allocation, entryNo, amount }) =>
        bookedAllocations([{ ...allocation, amount }], entryNo, date).map((moved) => ({
          ...{ ...moved, causedBy, reverses: null },
        })),
      ),
    )
  }
}

function undo(
  stored: StoredPosting,
  { no, ...allocation }: StoredAllocation,
  booked: Pick<Unnumbered, 'entryNo' | 'date'>,
): Unnumbered {
  const causedBy = stored.event.eventId
  return { ...allocation, ...booked, causedBy, amount: -allocation.amount, reverses: no }
}

/**
 * The entry that books an allocation; where that was not noted its part's first from that day on,
 * since a closed period has moved an entry and not its allocations.
 */
function bookingOf(
  { entries }: StoredPosting,
  { source, date, entryNo }: StoredAllocation,
): number {
  if (entryNo !== null) return entryNo
  const ofPart = entries.filter(({ part }) => part === PART_OF_SOURCE[source])
  const inOrder = ofPart.toSorted((one, other) =>
    one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
  )
  return (inOrder.find((entry) => entry.date >= date) ?? inOrder.at(-1))?.no ?? 0
}

/** New allocations over the entries that stand, each for as much as it has booked. */
function divide(
  come: readonly DraftAllocation[],
  gone: readonly BookedAllocation[],
): { allocation: DraftAllocation; entryNo: number; amount: bigint }[] {
  const room = gone.map(({ entryNo, source, amount }) => ({ entryNo, source, open: amount }))
  return come.flatMap((allocation) => {
    const free = room.filter(({ source, open }) => source === allocation.source && open > 0n)
    const { shares, rest } = share(allocation.amount, free)
    assertInvariant(rest === 0n, 'What an entry pays of other invoices is what it paid before.')
    return shares.map(({ from, amount }) => {
      from.open -= amount
      return { allocation, entryNo: from.entryNo, amount }
    })
  })
}

type Targeted = Pick<StoredAllocation, 'invoiceNo' | 'eventId' | 'source' | 'amount'>

function targetOf({ invoiceNo, eventId, source }: Targeted): string {
  return `${source} ${eventId} ${invoiceNo}`
}

/** Whose money pays another amount of an invoice than before. */
function differingTargets(before: readonly Targeted[], after: readonly Targeted[]): Set<string> {
  const sums = new Map<string, bigint>()
  const add = (one: Targeted, sign: bigint) =>
    sums.set(targetOf(one), (sums.get(targetOf(one)) ?? 0n) + sign * one.amount)
  for (const one of before) add(one, -1n)
  for (const one of after) add(one, 1n)
  return new Set([...sums].flatMap(([target, sum]) => (sum === 0n ? [] : [target])))
}
