import type { CivilDate } from '../../values/calendar'
import type { DatedChange } from './control-balances'

/** What is booked on a loan's control accounts, in order of date: asked for mostly from its end. */
export class LaterChanges {
  readonly #changes: DatedChange[] = []

  add(change: DatedChange): void {
    this.#changes.splice(this.#placeAfter(change.date), 0, change)
  }

  after(date: CivilDate): DatedChange[] {
    return this.#changes.slice(this.#placeAfter(date))
  }

  #placeAfter(date: CivilDate): number {
    let [from, to] = [0, this.#changes.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#changes[middle]?.date ?? '') <= date) from = middle + 1
      else to = middle
    }
    return from
  }
}
