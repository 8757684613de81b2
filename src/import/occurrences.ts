const FIRST_CAPACITY = 1 << 12

/**
 * Counts how often each content has come by. A table of 64-bit prefixes of hashes, 12 bytes a
 * slot, so that files of many million rows can be counted; two contents that shared a prefix
 * would only be numbered on from each other, their keys would still differ.
 */
export class Occurrences {
  #prefixes = new BigUint64Array(FIRST_CAPACITY)
  #counts = new Uint32Array(FIRST_CAPACITY)
  #used = 0

  /** How often this content has come by, this time included. */
  next(hash: Buffer): number {
    if (this.#used * 2 >= this.#counts.length) this.#grow()
    const slot = this.#slotOf(hash.readBigUInt64LE())
    const count = (this.#counts[slot] ?? 0) + 1
    if (count === 1) {
      this.#used += 1
      this.#prefixes[slot] = hash.readBigUInt64LE()
    }
    this.#counts[slot] = count
    return count
  }

  #slotOf(prefix: bigint): number {
    const mask = this.#counts.length - 1
    let slot = Number(prefix & BigInt(mask))
    while (this.#counts[slot] !== 0 && this.#prefixes[slot] !== prefix) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [prefixes, counts] = [this.#prefixes, this.#counts]
    this.#prefixes = new BigUint64Array(counts.length * 2)
    this.#counts = new Uint32Array(counts.length * 2)
    counts.forEach((count, old) => {
      if (count === 0) return
      const prefix = prefixes[old] ?? 0n
      const slot = this.#slotOf(prefix)
      this.#prefixes[slot] = prefix
      this.#counts[slot] = count
    })
  }
}
