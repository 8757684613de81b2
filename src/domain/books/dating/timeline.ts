import { dayNumber, dayOfNumber, type CivilDate } from '../../values/calendar'

/** Of the days below it: the least balance, less what is added above it. */
interface Node {
  readonly least: bigint
  readonly added: bigint
  readonly earlier: Node | null
  readonly later: Node | null
}

/** More than there are civil dates: a tree over all of them asks nobody which days there will be. */
const DAYS = 2 ** 22
const LAST = DAYS - 1

/**
 * A balance over all days, zero at first; a change on a day moves that day and all later ones. A
 * value: what is added makes another timeline, which shares with this one what it has not moved.
 */
export class Timeline {
  static readonly zero = new Timeline(null)
  readonly #root: Node | null

  private constructor(root: Node | null) {
    this.#root = root
  }

  addFrom(day: CivilDate, amount: bigint): Timeline {
    return new Timeline(added(this.#root, dayNumber(day), amount, 0, LAST))
  }

  /** Moves every day there is. */
  addAlways(amount: bigint): Timeline {
    return new Timeline(movedWhole(this.#root, amount))
  }

  /** The least balance on a day or any later one. */
  leastFrom(day: CivilDate): bigint {
    return leastFrom(this.#root, dayNumber(day), 0, LAST)
  }

  /** The first day, not before another, from which the balance is never below an amount again. */
  firstHolding(notBefore: CivilDate, amount: bigint): CivilDate | undefined {
    const first = lastBelow(this.#root, amount, 0, LAST) + 1
    if (first > LAST) return undefined
    return first <= dayNumber(notBefore) ? notBefore : dayOfNumber(first)
  }
}

function added(node: Node | null, day: number, amount: bigint, from: number, to: number): Node {
  if (from >= day) return movedWhole(node, amount)
  const middle = (from + to) >> 1
  const isEarlier = day <= middle
  const earlier = isEarlier
    ? added(node?.earlier ?? null, day, amount, from, middle)
    : (node?.earlier ?? null)
  const later = isEarlier
    ? movedWhole(node?.later ?? null, amount)
    : added(node?.later ?? null, day, amount, middle + 1, to)
  const above = node?.added ?? 0n
  return { least: lesser(leastOf(earlier), leastOf(later)) + above, added: above, earlier, later }
}

function movedWhole(node: Node | null, amount: bigint): Node {
  return {
    least: leastOf(node) + amount,
    added: (node?.added ?? 0n) + amount,
    earlier: node?.earlier ?? null,
    later: node?.later ?? null,
  }
}

function leastFrom(node: Node | null, day: number, from: number, to: number): bigint {
  if (node === null || from >= day) return leastOf(node)
  const middle = (from + to) >> 1
  const later = leastFrom(node.later, day, middle + 1, to)
  const least = day > middle ? later : lesser(leastFrom(node.earlier, day, from, middle), later)
  return least + node.added
}

/** The last day whose balance is below an amount; -1 where none is. */
function lastBelow(node: Node | null, amount: bigint, from: number, to: number): number {
  if (leastOf(node) >= amount) return -1
  if (node === null || from === to) return to
  const middle = (from + to) >> 1
  const left = amount - node.added
  const later = lastBelow(node.later, left, middle + 1, to)
  return later >= 0 ? later : lastBelow(node.earlier, left, from, middle)
}

function leastOf(node: Node | null): bigint {
  return node?.least ?? 0n
}

function lesser(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}
