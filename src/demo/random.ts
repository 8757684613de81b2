/** A reproducible stream of choices: the same seed gives the same ones on every machine. */
export interface Random {
  /** An integer from `least` to `most`, both possible. */
  between(least: number, most: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** True so many times in a hundred. */
  percent(chance: number): boolean
}

/** Mulberry32: 32 bits of state, more than enough for stories. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const between = (least: number, most: number): number => least + (next() % (most - least + 1))
  return {
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    percent: (chance) => between(1, 100) <= chance,
  }
}
