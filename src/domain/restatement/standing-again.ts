import type { JournalLine } from '../books/books'
import { groupBy } from '../values/group-by'
import type { RestatedBooking } from './restated-entry'
import type { StoredEntry } from './stored-posting'

/** Entries that would be mirrored and replaced by what comes to the same on the same day: they stand. */
export interface StandingAgain {
  entries: readonly StoredEntry[]
  /** What would replace them, for the same event. */
  replacements: readonly RestatedBooking[]
}

/** Leaves out mirrors and what takes their place, where they say nothing together. */
export function standingAgain(booked: readonly RestatedBooking[]): {
  added: RestatedBooking[]
  again: StandingAgain[]
} {
  const again: StandingAgain[] = []
  const left = new Set(booked)
  const stand = (mirrors: readonly RestatedBooking[], replacements: readonly RestatedBooking[]) => {
    for (const one of [...mirrors, ...replacements]) left.delete(one)
    again.push({ entries: mirrors.flatMap(({ of }) => of.mirrored ?? []), replacements })
  }
  for (const ofDay of daysOfParts(booked)) {
    const mirrors = ofDay.filter(({ of }) => of.mirrored !== null)
    const replacements = ofDay.filter(({ of }) => of.mirrored === null)
    if (mirrors.length === 0 || replacements.length === 0) continue
    if (isNothing(ofDay)) {
      stand(mirrors, replacements)
      continue
    }
    for (const mirror of mirrors) {
      const like = replacements.find((one) => left.has(one) && isNothing([mirror, one]))
      if (like !== undefined) stand([mirror], [like])
    }
  }
  return { added: booked.filter((one) => left.has(one)), again }
}

/** What is booked of one part of one event on one day. */
function daysOfParts(booked: readonly RestatedBooking[]): Iterable<RestatedBooking[]> {
  return groupBy(booked, ({ of, date }) => `${of.stored.event.eventId} ${of.part} ${date}`).values()
}

function isNothing(booked: readonly { lines: readonly JournalLine[] }[]): boolean {
  const sums = new Map<string, bigint>()
  for (const { account, amount } of booked.flatMap(({ lines }) => lines)) {
    sums.set(account, (sums.get(account) ?? 0n) + amount)
  }
  return [...sums.values()].every((sum) => sum === 0n)
}
