import type { CivilDate } from '../../values/calendar'
import { CONTROL_SIDES, type ControlAccount } from '../control-accounts'
import { Timeline } from './timeline'

/** How a day moves a control account, debits less credits. */
export interface DatedChange {
  control: ControlAccount
  date: CivilDate
  amount: bigint
}

/** What the changes of one account come to. */
interface Moved {
  sum: bigint
  /** On its own side: what it holds at the end of each day. */
  timeline: Timeline
}

const UNMOVED: Moved = { sum: 0n, timeline: Timeline.zero }

/**
 * What is booked on a loan's control accounts. A value: with each change it costs the same, however
 * many there are already and in whatever order of days they come.
 */
export class DatedChanges {
  static readonly none = new DatedChanges(new Map())
  readonly #moved: ReadonlyMap<ControlAccount, Moved>

  private constructor(moved: ReadonlyMap<ControlAccount, Moved>) {
    this.#moved = moved
  }

  static of(changes: readonly DatedChange[]): DatedChanges {
    return DatedChanges.none.with(changes)
  }

  with(changes: readonly DatedChange[]): DatedChanges {
    if (changes.length === 0) return this
    const moved = new Map(this.#moved)
    for (const { control, date, amount } of changes) {
      const { sum, timeline } = moved.get(control) ?? UNMOVED
      moved.set(control, {
        sum: sum + amount,
        timeline: timeline.addFrom(date, amount * CONTROL_SIDES[control]),
      })
    }
    return new DatedChanges(moved)
  }

  /** What an account holds over days, on its own side, where it holds so much in the end, debits less credits. */
  endingIn(control: ControlAccount, final: bigint): Timeline {
    const { sum, timeline } = this.#moved.get(control) ?? UNMOVED
    return timeline.addAlways((final - sum) * CONTROL_SIDES[control])
  }
}
