import type { JournalLine } from '../books/books'
import { groupBy } from '../values/group-by'
import type { RestatedBooking } from './restated-entry'
import type { StoredEntry } from './stored-posting'

/** An entry that would be mirrored and replaced by its like on one day: it stands as it is. */
export interface StandingAgain {
  entry: StoredEntry
  /** What would replace it. */
  replacement: RestatedBooking
}

/** Leaves out mirrors and what takes their place, where the two say nothing together. */
export function standingAgain(booked: readonly RestatedBooking[]): {
  added: RestatedBooking[]
  again: StandingAgain[]
} {
  const again: StandingAgain[] = []
  const left = new Set(booked)
  const posted = groupBy(
    booked.filter(({ of }) => of.mirrored === null),
    ({ of }) => of.stored,
  )
  for (const mirror of booked) {
    const { mirrored: entry, stored, part } = mirror.of
    if (entry === null) continue
    const replacement = posted
      .get(stored)
      ?.find(
        (one) =>
          left.has(one) &&
          one.of.part === part &&
          one.date === mirror.date &&
          sameLines(one.lines, entry.lines),
      )
    if (replacement === undefined) continue
    left.delete(mirror)
    left.delete(replacement)
    again.push({ entry, replacement })
  }
  return { added: booked.filter((one) => left.has(one)), again }
}

function sameLines(some: readonly JournalLine[], others: readonly JournalLine[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ account, amount }) =>
      others.some((other) => other.account === account && other.amount === amount),
    )
  )
}
