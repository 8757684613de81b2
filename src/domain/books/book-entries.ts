import { least } from '../values/money'
import type { CivilDate } from '../values/calendar'
import type { Allocation, JournalLine } from './books'
import type { ControlAccount } from './control-accounts'
import type { Booked } from './dating/control-balances'
import type { DatedChange } from './dating/dated-changes'
import { dateEntries, type PlacedEntry, type UndatedEntry } from './dating/date-entries'
import { sealLines } from './entry'
import type { DraftAllocation, EntryDraft } from './posting-draft'

/** An entry whose `date` is the first day it may be booked on. */
export interface DraftToBook extends EntryDraft {
  /** The day it belongs on by its rule. */
  valueDate: CivilDate
}

/** What may be booked: entries of events, and what takes entries back. */
interface Bookable extends UndatedEntry {
  description: string
  allocations: readonly DraftAllocation[]
}

export interface BookedEntry<Entry> {
  of: Entry
  date: CivilDate
  description: string
  lines: readonly JournalLine[]
  /** What it pays or forgives. */
  allocations: readonly DraftAllocation[]
  changes: readonly DatedChange[]
}

const APPLIED: Record<ControlAccount, string> = {
  '1101': 'Advance payment applied to principal',
  '1102': 'Advance payment applied to interest',
  '1103': 'Advance payment applied to fees and penalties',
  '2102': 'Advance payment applied to credit',
  '2103': 'Advance payment applied to interest in advance',
}

/** Books entries where they can stand, each part of one with the allocations that it books. */
export function bookEntries<Entry extends Bookable>(
  booked: Booked,
  entries: readonly Entry[],
): BookedEntry<Entry>[] {
  const left = new Map(entries.map((entry) => [entry, new AllocationQueue(entry.allocations)]))
  return dateEntries(booked, entries).map((placed) => {
    const { of, date, lines, applied } = placed
    const description = applied === null ? of.description : APPLIED[applied]
    return {
      of,
      date,
      description,
      lines: sealLines(lines, description),
      allocations: left.get(of)?.take(placed) ?? [],
      changes: lines.flatMap(({ control, amount }) =>
        control === null || amount === 0n ? [] : [{ control, date, amount }],
      ),
    }
  })
}

/** Allocations as the books hold them: dated as the entry that books them. */
export function bookedAllocations(
  allocations: readonly DraftAllocation[],
  entryNo: number,
  date: CivilDate,
): Omit<Allocation, 'no'>[] {
  return allocations.map(({ invoiceNo, eventId, source, amount }) => ({
    ...{ invoiceNo, eventId, source, entryNo, date, amount },
  }))
}

export function changesOf(booked: readonly { changes: readonly DatedChange[] }[]): DatedChange[] {
  return booked.flatMap(({ changes }) => changes)
}

/** An entry's allocations, handed out as its parts are booked, the oldest invoice first. */
class AllocationQueue {
  #left: readonly DraftAllocation[]

  constructor(allocations: readonly DraftAllocation[]) {
    this.#left = allocations
  }

  take({ lines }: Pick<PlacedEntry<unknown>, 'lines'>): DraftAllocation[] {
    const room = new Map<ControlAccount, bigint>()
    for (const { control, amount } of lines) if (control !== null) room.set(control, -amount)
    const taken: DraftAllocation[] = []
    this.#left = this.#left.flatMap((allocation) => {
      const free = room.get(allocation.control) ?? 0n
      if (free <= 0n) return [allocation]
      const amount = least(free, allocation.amount)
      room.set(allocation.control, free - amount)
      taken.push({ ...allocation, amount })
      const rest = allocation.amount - amount
      return rest > 0n ? [{ ...allocation, amount: rest }] : []
    })
    return taken
  }
}
