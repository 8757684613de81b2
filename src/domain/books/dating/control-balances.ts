import type { CivilDate } from '../../values/calendar'
import { CONTROL_SIDES, type ControlAccount } from '../control-accounts'
import { DatedChanges, type DatedChange } from './dated-changes'
import type { Timeline } from './timeline'

/** What a loan's control accounts hold when all that is booked has taken effect, and since when. */
export interface DatedBalances {
  /** Debits less credits; an account that is left out holds nothing. */
  final: Readonly<Partial<Record<ControlAccount, bigint>>>
  /** All that is booked after the first day of interest, or more. */
  changes: DatedChanges
}

export const NOTHING_BOOKED: DatedBalances = { final: {}, changes: DatedChanges.none }

/**
 * What is booked when entries are: all of it, or what has been kept of it while others were booked.
 * Booking changes what is kept.
 */
export type Booked = DatedBalances | ControlBalances

/** What may be taken from a loan's control accounts from which day on, while entries are booked. */
export class ControlBalances {
  readonly #booked: DatedBalances
  readonly #timelines = new Map<ControlAccount, Timeline>()

  constructor(booked: DatedBalances) {
    this.#booked = booked
  }

  book({ control, date, amount }: DatedChange): void {
    const timeline = this.#timeline(control).addFrom(date, amount * CONTROL_SIDES[control])
    this.#timelines.set(control, timeline)
  }

  /** What can be taken from a day on without any later day falling to the wrong side. */
  available(control: ControlAccount, from: CivilDate): bigint {
    const available = this.#timeline(control).leastFrom(from)
    return available > 0n ? available : 0n
  }

  /** The first day, not before another, from which all the amounts can be taken together. */
  firstDay(
    notBefore: CivilDate,
    taken: readonly { control: ControlAccount; amount: bigint }[],
  ): CivilDate | undefined {
    let day: CivilDate | undefined = notBefore
    for (const { control, amount } of taken) {
      day = this.#timeline(control).firstHolding(day, amount)
      if (day === undefined) return undefined
    }
    return day
  }

  #timeline(control: ControlAccount): Timeline {
    const known = this.#timelines.get(control)
    if (known !== undefined) return known
    const { final, changes } = this.#booked
    const timeline = changes.endingIn(control, final[control] ?? 0n)
    this.#timelines.set(control, timeline)
    return timeline
  }
}
