import type { EntryPart, JournalLine } from '../books/books'
import { CONTROL_SIDES, controlAccountOf, type ControlAccount } from '../books/control-accounts'
import type { CivilDate } from '../values/calendar'

interface BookedPart {
  part: EntryPart
  date: CivilDate
  lines: readonly JournalLine[]
}

/** The parts of an event whose entries differ from what a derivation from the beginning gives. */
export interface DifferingParts {
  /** They come to other sums, and hold no longer. */
  changed: ReadonlySet<EntryPart>
  /**
   * They come to the same and, from a day on, pay a receivable before that derivation would: they
   * may stand in the way of what is to be booked. That one pays later than it would is what the
   * first day on which an entry can stand has made of it.
   */
  early: ReadonlySet<EntryPart>
}

/** @param accounts the business's own codes by standard code */
export function differenceOfParts(
  stored: readonly BookedPart[],
  derived: readonly BookedPart[],
  from: CivilDate,
  accounts: Record<string, string>,
): DifferingParts {
  const changed = new Set<EntryPart>()
  const early = new Set<EntryPart>()
  for (const part of new Set([...stored, ...derived].map((one) => one.part))) {
    const ours = stored.filter((one) => one.part === part)
    const theirs = derived.filter((one) => one.part === part)
    if (!sameSums(ours, theirs)) changed.add(part)
    else if (paysEarlier(ours, theirs, from, accounts)) early.add(part)
  }
  return { changed, early }
}

function sameSums(some: readonly BookedPart[], others: readonly BookedPart[]): boolean {
  const sums = new Map<string, bigint>()
  const add = (entries: readonly BookedPart[], sign: bigint) => {
    for (const { account, amount } of entries.flatMap(({ lines }) => lines)) {
      sums.set(account, (sums.get(account) ?? 0n) + sign * amount)
    }
  }
  add(some, 1n)
  add(others, -1n)
  return [...sums.values()].every((sum) => sum === 0n)
}

function paysEarlier(
  stored: readonly BookedPart[],
  derived: readonly BookedPart[],
  from: CivilDate,
  accounts: Record<string, string>,
): boolean {
  if (stored.every(({ date }, place) => date === derived[place]?.date)) return false
  const paidBy = (entries: readonly BookedPart[], day: CivilDate) => {
    const paid = new Map<ControlAccount, bigint>()
    for (const { account, amount } of entries.flatMap(({ date, lines }) =>
      date <= day ? lines : [],
    )) {
      const control = controlAccountOf(account, accounts)
      if (control === null || CONTROL_SIDES[control] < 0n) continue
      paid.set(control, (paid.get(control) ?? 0n) - amount)
    }
    return paid
  }
  const days = stored.map(({ date }) => (date < from ? from : date))
  return days.some((day) => {
    const inDerivation = paidBy(derived, day)
    return [...paidBy(stored, day)].some(
      ([control, paid]) => paid > (inDerivation.get(control) ?? 0n),
    )
  })
}
