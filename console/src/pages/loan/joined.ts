import type { JournalEntry, Story } from '../../api/answers/loans'

/**
 * The windows of one loan's story as one, the latest first: what is true of the loan is so as of the
 * latest; what an event of one window did to one of another stands in both.
 */
export function joined(windows: readonly Story[]): Story | undefined {
  const [latest] = windows
  if (latest === undefined) return undefined
  const transactions = uniqueBy(
    windows.flatMap((window) => window.transactions),
    ({ no }) => no,
  )
  const entries = uniqueBy(
    windows.flatMap(({ journalEntries }) => journalEntries),
    ({ id }) => id,
  )
  return {
    ...latest,
    before: windows.at(-1)?.before ?? null,
    events: windows.toReversed().flatMap(({ events }) => events),
    transactions: transactions.toSorted((one, other) => one.no - other.no),
    journalEntries: entries.toSorted((one, other) => numberOf(one) - numberOf(other)),
  }
}

function uniqueBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}

/** 12 of `LN-2026-0001-J12`. */
function numberOf({ id }: JournalEntry): number {
  return Number(/-J(\d+)$/.exec(id)?.[1])
}
