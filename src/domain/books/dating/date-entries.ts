import type { CivilDate } from '../../values/calendar'
import { assertInvariant } from '../../values/invariant'
import { least } from '../../values/money'
import type { BookableLine } from '../books'
import { CONTROL_SIDES, type ControlAccount } from '../control-accounts'
import { ControlBalances, type Booked } from './control-balances'

/**
 * What becomes of an entry that lowers a control account by more than can be taken on its day.
 * WAITS: it is money received; what cannot pay its receivable yet is the customer's credit until it can.
 * IN_PIECES: as much as can be taken on each day. WHOLE: it moves to the first day that takes all of it.
 */
export type Lowering = 'WAITS' | 'IN_PIECES' | 'WHOLE'

export interface UndatedEntry {
  /** The first day it may be booked on. */
  date: CivilDate
  lines: readonly BookableLine[]
  lowering: Lowering
}

/** An entry, or a part of one, with the day it is booked on. */
export interface PlacedEntry<Entry> {
  of: Entry
  date: CivilDate
  lines: readonly BookableLine[]
  /** The receivable that money which has waited now pays. */
  applied: ControlAccount | null
}

interface Pending<Entry> extends Omit<PlacedEntry<Entry>, 'date'> {
  date: CivilDate
  lowering: Lowering
}

/**
 * Books entries, each on the first day, not before its own, on which it can stand: from then on,
 * with all that is booked already, no receivable is below zero and no credit above it. What only
 * raises accounts goes first, the rest in the order given; what does not fit yet is deferred until
 * it does. Cash received keeps its day.
 *
 * @returns the entries in the order in which they are booked; they sum to the ones given
 */
export function dateEntries<Entry extends UndatedEntry>(
  booked: Booked,
  entries: readonly Entry[],
): PlacedEntry<Entry>[] {
  const balances = booked instanceof ControlBalances ? booked : new ControlBalances(booked)
  return new Placement<Entry>(balances).place(entries)
}

class Placement<Entry extends UndatedEntry> {
  readonly #balances: ControlBalances
  readonly #placed: PlacedEntry<Entry>[] = []

  constructor(balances: ControlBalances) {
    this.#balances = balances
  }

  place(entries: readonly Entry[]): PlacedEntry<Entry>[] {
    const given = entries.map((entry): Pending<Entry> => ({
      of: entry,
      date: entry.date,
      lines: entry.lines,
      applied: null,
      lowering: entry.lowering,
    }))
    for (const entry of given) if (lowered(entry).length === 0) this.#book(entry, entry.date)
    let pending = given.filter((entry) => lowered(entry).length > 0)
    while (pending.length > 0) {
      const before = this.#placed.length
      pending = pending.flatMap((entry) => this.#tryToBook(entry))
      if (this.#placed.length === before) {
        this.#bookTogether(pending)
        break
      }
    }
    return this.#placed
  }

  /** @returns what is left to book */
  #tryToBook(entry: Pending<Entry>): Pending<Entry>[] {
    switch (entry.lowering) {
      case 'WAITS':
        return this.#bookReceipt(entry).flatMap((waiting) => this.#bookPieces(waiting))
      case 'IN_PIECES':
        return this.#bookPieces(entry)
      case 'WHOLE': {
        const day = this.#balances.firstDay(entry.date, lowered(entry))
        if (day === undefined) return [entry]
        this.#book(entry, day)
        return []
      }
    }
  }

  /** @returns what waits as credit, by the receivable it is to pay */
  #bookReceipt(entry: Pending<Entry>): Pending<Entry>[] {
    const waiting: Pending<Entry>[] = []
    const credit = entry.lines.find(({ control }) => control === '2102')
    assertInvariant(credit !== undefined, 'Money received has a line for credit.')
    const lines = entry.lines.map((line) => {
      if (!lowers(line)) return line
      const { control, amount } = line
      const paid = least(-amount, this.#balances.available(control, entry.date))
      const rest = -amount - paid
      if (rest > 0n) {
        const pays = [
          { ...credit, amount: rest },
          { ...line, amount: -rest },
        ]
        waiting.push({ ...entry, lines: pays, applied: control, lowering: 'IN_PIECES' })
      }
      return { ...line, amount: -paid }
    })
    const waits = waiting.reduce((sum, { lines: [held] }) => sum + (held?.amount ?? 0n), 0n)
    const withCredit = lines.map((line) =>
      line === credit ? { ...line, amount: line.amount - waits } : line,
    )
    this.#book({ ...entry, lines: withCredit }, entry.date)
    return waiting
  }

  /** Of two lines, or of what is left of them, as much as each day can take. */
  #bookPieces(entry: Pending<Entry>): Pending<Entry>[] {
    let rest = entry
    for (;;) {
      const taken = lowered(rest)
      const size = taken[0]?.amount ?? 0n
      const one = taken.map(({ control }) => ({ control, amount: 1n }))
      const day = this.#balances.firstDay(rest.date, one)
      if (day === undefined) return [rest]
      const piece = taken.reduce(
        (most, { control }) => least(most, this.#balances.available(control, day)),
        size,
      )
      this.#book({ ...rest, lines: ofSize(rest.lines, piece) }, day)
      if (piece === size) return []
      rest = { ...rest, lines: ofSize(rest.lines, size - piece) }
    }
  }

  /** What only fits together is booked together: in the end all of it stands. */
  #bookTogether(pending: readonly Pending<Entry>[]): void {
    const sums = new Map<ControlAccount, bigint>()
    for (const { control, amount } of pending.flatMap(({ lines }) => lines)) {
      if (control !== null) sums.set(control, (sums.get(control) ?? 0n) + amount)
    }
    const taken = [...sums].flatMap(([control, sum]) =>
      lowered({ lines: [{ control, amount: sum }] }),
    )
    const latest = pending
      .map(({ date }) => date)
      .sort()
      .at(-1)
    const day = latest === undefined ? undefined : this.#balances.firstDay(latest, taken)
    assertInvariant(day !== undefined, 'What is booked stands on its right side in the end.')
    for (const entry of pending) this.#book(entry, day)
  }

  #book({ of, lines, applied }: Pending<Entry>, date: CivilDate): void {
    for (const { control, amount } of lines) {
      if (control !== null && amount !== 0n) this.#balances.book({ control, date, amount })
    }
    this.#placed.push({ of, date, lines, applied })
  }
}

type ControlPart = Pick<BookableLine, 'control' | 'amount'>

/** By how much an entry lowers which accounts. */
function lowered({ lines }: { lines: readonly ControlPart[] }) {
  return lines.filter(lowers).map(({ control, amount }) => ({
    control,
    amount: amount < 0n ? -amount : amount,
  }))
}

function lowers<Line extends ControlPart>(line: Line): line is Line & { control: ControlAccount } {
  return line.control !== null && line.amount * CONTROL_SIDES[line.control] < 0n
}

function ofSize(lines: readonly BookableLine[], size: bigint): BookableLine[] {
  assertInvariant(lines.length === 2, 'What is booked in pieces has two lines.')
  return lines.map((line) => ({ ...line, amount: line.amount < 0n ? -size : size }))
}
