/** A balance over days, by their place; a change on a day moves that day and all later ones. */
export class Timeline {
  readonly #days: number
  /** Of each node of a binary tree over the days: the least balance below it, less what is added above it. */
  readonly #least: bigint[]
  readonly #added: bigint[]

  /** @param balances at the end of each day, in order */
  constructor(balances: readonly bigint[]) {
    this.#days = balances.length
    this.#least = Array<bigint>(4 * this.#days).fill(0n)
    this.#added = Array<bigint>(4 * this.#days).fill(0n)
    this.#build(balances, 1, 0, this.#days - 1)
  }

  addFrom(day: number, amount: bigint): void {
    this.#add(day, amount, 1, 0, this.#days - 1)
  }

  /** The least balance on a day or any later one. */
  leastFrom(day: number): bigint {
    return this.#leastOf(day, 1, 0, this.#days - 1)
  }

  /** The first day, not before another, from which the balance is never below an amount again. */
  firstHolding(notBefore: number, amount: bigint): number | undefined {
    const first = this.#lastBelow(amount, 1, 0, this.#days - 1) + 1
    return first >= this.#days ? undefined : Math.max(first, notBefore)
  }

  #build(balances: readonly bigint[], node: number, from: number, to: number): bigint {
    const middle = (from + to) >> 1
    const least =
      from === to
        ? (balances[from] ?? 0n)
        : lesser(
            this.#build(balances, 2 * node, from, middle),
            this.#build(balances, 2 * node + 1, middle + 1, to),
          )
    this.#least[node] = least
    return least
  }

  #add(day: number, amount: bigint, node: number, from: number, to: number): void {
    if (to < day) return
    if (from >= day) {
      this.#least[node] = this.#leastAt(node) + amount
      this.#added[node] = this.#addedAt(node) + amount
      return
    }
    const middle = (from + to) >> 1
    this.#add(day, amount, 2 * node, from, middle)
    this.#add(day, amount, 2 * node + 1, middle + 1, to)
    const below = lesser(this.#leastAt(2 * node), this.#leastAt(2 * node + 1))
    this.#least[node] = below + this.#addedAt(node)
  }

  #leastOf(day: number, node: number, from: number, to: number): bigint {
    if (from >= day) return this.#leastAt(node)
    const middle = (from + to) >> 1
    const right = this.#leastOf(day, 2 * node + 1, middle + 1, to)
    const least = day > middle ? right : lesser(this.#leastOf(day, 2 * node, from, middle), right)
    return least + this.#addedAt(node)
  }

  /** The last day whose balance is below an amount; -1 where none is. */
  #lastBelow(amount: bigint, node: number, from: number, to: number): number {
    if (this.#leastAt(node) >= amount) return -1
    if (from === to) return from
    const middle = (from + to) >> 1
    const left = amount - this.#addedAt(node)
    const right = this.#lastBelow(left, 2 * node + 1, middle + 1, to)
    return right >= 0 ? right : this.#lastBelow(left, 2 * node, from, middle)
  }

  #leastAt(node: number): bigint {
    return this.#least[node] ?? 0n
  }

  #addedAt(node: number): bigint {
    return this.#added[node] ?? 0n
  }
}

function lesser(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}
