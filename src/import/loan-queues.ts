import { loanOf } from './import-row'
import type { OutgoingRow } from './import-row'

/**
 * What was read and is not answered yet, by loan. A loan's rows are in one batch at a time, in
 * their order; while they are under way the later ones wait here and then go together.
 */
export class LoanQueues {
  /** Loans of which nothing is under way, in the order in which they came by. */
  readonly #ready = new Map<string, OutgoingRow[]>()
  readonly #underWay = new Map<string, OutgoingRow[]>()
  #size = 0
  #readySize = 0

  /** Rows not yet answered. */
  get size(): number {
    return this.#size
  }

  /** Rows that could go now. */
  get ready(): number {
    return this.#readySize
  }

  add(row: OutgoingRow): void {
    const loan = loanOf(row)
    this.#size += 1
    const held = this.#underWay.get(loan)
    if (held !== undefined) {
      held.push(row)
      return
    }
    this.#readySize += 1
    const queue = this.#ready.get(loan)
    if (queue === undefined) this.#ready.set(loan, [row])
    else queue.push(row)
  }

  /** The next rows, at most so many, loan by loan; they are under way until they are released. */
  take(most: number): OutgoingRow[] {
    const batch: OutgoingRow[] = []
    for (const [loan, queue] of this.#ready) {
      if (batch.length >= most) break
      const taken = queue.splice(0, most - batch.length)
      for (const row of taken) batch.push(row)
      this.#readySize -= taken.length + queue.length
      this.#ready.delete(loan)
      this.#underWay.set(loan, queue)
    }
    return batch
  }

  /** They have their answers: the loans' next rows may go. */
  release(batch: readonly OutgoingRow[]): void {
    this.#size -= batch.length
    for (const loan of new Set(batch.map(loanOf))) {
      const held = this.#underWay.get(loan) ?? []
      this.#underWay.delete(loan)
      if (held.length === 0) continue
      this.#ready.set(loan, held)
      this.#readySize += held.length
    }
  }
}
