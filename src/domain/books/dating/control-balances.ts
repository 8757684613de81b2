import type { CivilDate } from '../../values/calendar'
import { assertInvariant } from '../../values/invariant'
import { CONTROL_SIDES, type ControlAccount } from '../control-accounts'
import { Timeline } from './timeline'

/** How a day moves a control account, debits less credits. */
export interface DatedChange {
  control: ControlAccount
  date: CivilDate
  amount: bigint
}

/** What a loan's control accounts hold when all that is booked has taken effect, and since when. */
export interface DatedBalances {
  /** Debits less credits; an account that is left out holds nothing. */
  final: Readonly<Partial<Record<ControlAccount, bigint>>>
  /** All that is booked after the first day of interest. */
  changes: readonly DatedChange[]
}

/**
 * What is booked when entries are: all of it, or what has been kept of it while others were booked.
 * Booking changes what is kept.
 */
export type Booked = DatedBalances | ControlBalances

/** What may be taken from a loan's control accounts from which day on, while entries are booked. */
export class ControlBalances {
  readonly #days: readonly CivilDate[]
  readonly #places: ReadonlyMap<CivilDate, number>
  readonly #booked: DatedBalances
  readonly #timelines = new Map<ControlAccount, Timeline>()

  /** @param days on which something may be booked */
  constructor(booked: DatedBalances, days: readonly CivilDate[]) {
    this.#booked = booked
    this.#days = [...new Set([...days, ...booked.changes.map(({ date }) => date)])].sort()
    this.#places = new Map(this.#days.map((day, place) => [day, place]))
  }

  book({ control, date, amount }: DatedChange): void {
    this.#timeline(control).addFrom(this.#placeOf(date), amount * CONTROL_SIDES[control])
  }

  /** What can be taken from a day on without any later day falling to the wrong side. */
  available(control: ControlAccount, from: CivilDate): bigint {
    const available = this.#timeline(control).leastFrom(this.#placeOf(from))
    return available > 0n ? available : 0n
  }

  /** The first day, not before another, from which all the amounts can be taken together. */
  firstDay(
    notBefore: CivilDate,
    taken: readonly { control: ControlAccount; amount: bigint }[],
  ): CivilDate | undefined {
    let place: number | undefined = this.#placeOf(notBefore)
    for (const { control, amount } of taken) {
      place = this.#timeline(control).firstHolding(place, amount)
      if (place === undefined) return undefined
    }
    return this.#days[place]
  }

  #timeline(control: ControlAccount): Timeline {
    const known = this.#timelines.get(control)
    if (known !== undefined) return known
    const timeline = new Timeline(this.#balancesOf(control))
    this.#timelines.set(control, timeline)
    return timeline
  }

  /** At the end of each day: the final balance less what comes later. */
  #balancesOf(control: ControlAccount): bigint[] {
    const moved = new Map<CivilDate, bigint>()
    for (const change of this.#booked.changes) {
      if (change.control !== control) continue
      moved.set(change.date, (moved.get(change.date) ?? 0n) + change.amount)
    }
    let balance = this.#booked.final[control] ?? 0n
    return this.#days
      .toReversed()
      .map((day) => {
        const atEnd = balance
        balance -= moved.get(day) ?? 0n
        return atEnd * CONTROL_SIDES[control]
      })
      .reverse()
  }

  #placeOf(date: CivilDate): number {
    const place = this.#places.get(date)
    assertInvariant(place !== undefined, `Nothing was said to be booked on ${date}.`)
    return place
  }
}
