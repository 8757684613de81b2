import type { JournalLine } from '../books/books'
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
  for (const mirror of booked) {
    const entry = mirror.of.mirrored
    if (entry === null) continue
    const replacement = mirror.of.stored.entries.length === 0 ? undefined : likeOf(mirror, left)
    if (replacement === undefined) continue
    left.delete(mirror)
    left.delete(replacement)
    again.push({ entry, replacement })
  }
  return { added: booked.filter((one) => left.has(one)), again }
}

function likeOf(
  { of: { stored, part, mirrored }, date }: RestatedBooking,
  booked: ReadonlySet<RestatedBooking>,
): RestatedBooking | undefined {
  for (const one of booked) {
    const isItsOwn = one.of.stored === stored && one.of.part === part && one.of.mirrored === null
    if (!isItsOwn || one.date !== date) continue
    if (mirrored !== null && sameLines(one.lines, mirrored.lines)) return one
  }
  return undefined
}

function sameLines(some: readonly JournalLine[], others: readonly JournalLine[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ account, amount }) =>
      others.some((other) => other.account === account && other.amount === amount),
    )
  )
}
