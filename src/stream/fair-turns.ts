/**
 * What waits, by whom it is for: each owner's in its order, the owners in turn, and no more than a few
 * of an owner's under way at once.
 */
export class FairTurns<Item> {
  readonly #lanes = new Map<string, Item[]>()
  readonly #underWay = new Map<string, number>()
  readonly #each: number

  /** @param each how many of one owner may be under way */
  constructor(each: number) {
    this.#each = each
  }

  add(owner: string, item: Item): void {
    const lane = this.#lanes.get(owner)
    if (lane === undefined) this.#lanes.set(owner, [item])
    else lane.push(item)
  }

  get isEmpty(): boolean {
    return this.#lanes.size === 0
  }

  /** The next one that may go, from the owner who has waited longest for a turn. */
  take(mayGo: (item: Item) => boolean): [owner: string, item: Item] | undefined {
    for (const [owner, lane] of this.#lanes) {
      if ((this.#underWay.get(owner) ?? 0) >= this.#each) continue
      const place = lane.findIndex(mayGo)
      const [item] = place < 0 ? [] : lane.splice(place, 1)
      if (item === undefined) continue
      this.#lanes.delete(owner)
      if (lane.length > 0) this.#lanes.set(owner, lane)
      return [owner, item]
    }
    return undefined
  }

  began(owners: Iterable<string>): void {
    for (const owner of owners) this.#underWay.set(owner, (this.#underWay.get(owner) ?? 0) + 1)
  }

  ended(owners: Iterable<string>): void {
    for (const owner of owners) {
      const left = (this.#underWay.get(owner) ?? 1) - 1
      if (left > 0) this.#underWay.set(owner, left)
      else this.#underWay.delete(owner)
    }
  }
}
