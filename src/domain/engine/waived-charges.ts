import type { LendingEventOf } from '../events/lending/lending-event'
import { groupBy } from '../values/group-by'
import type { InstallmentMove, Portions } from './derived-loan'
import { noPortions, sumOf } from './portions'
import type { RunningLoan } from './running-loan'

type Waiver = LendingEventOf<'WAIVE_CHARGE'>

/** What a waiver has forgiven. */
export interface WaivedCharge {
  portions: Portions
  moves: readonly InstallmentMove[]
}

/**
 * What is waived of charges is never paid, whenever it was: the amount that was judged, and no more. It
 * is taken as soon as the charge is there; what is outstanding drops on the waiver's own day.
 */
export class WaivedCharges {
  readonly #loan: RunningLoan
  readonly #byCharge: ReadonlyMap<string, readonly Waiver[]>
  readonly #taken = new Map<string, WaivedCharge>()
  readonly #reached = new Set<string>()
  #ahead = 0n

  constructor(loan: RunningLoan, waivers: readonly Waiver[]) {
    this.#loan = loan
    this.#byCharge = groupBy(waivers, ({ payload }) => payload.chargeEventId)
  }

  /** Minor units that are taken by waivers of later days. */
  get ahead(): bigint {
    return this.#ahead
  }

  /** @param chargeEventId the event that has just brought its charges */
  take(chargeEventId: string): void {
    for (const waiver of this.#byCharge.get(chargeEventId) ?? []) {
      const waived = this.#waive(waiver)
      this.#taken.set(waiver.eventId, waived)
      if (!this.#reached.has(waiver.eventId)) this.#ahead += sumOf(waived.portions)
    }
  }

  /** The waiver's day has come. */
  reach({ eventId }: Waiver): void {
    this.#reached.add(eventId)
    this.#ahead -= sumOf(this.of(eventId).portions)
  }

  /** Nothing, where there is no such charge yet. */
  of(waiver: string): WaivedCharge {
    return this.#taken.get(waiver) ?? { portions: noPortions(), moves: [] }
  }

  #waive({ effectiveDate, judgedAmount, payload }: Waiver): WaivedCharge {
    const { rows, charges } = this.#loan
    const { chargeEventId, index, installment } = payload
    const most = judgedAmount ?? 0n
    const portions = noPortions()
    for (const part of charges.waive(chargeEventId, index, installment, most)) {
      const portion = part.penalty ? 'penalties' : 'fees'
      rows.settle(rows.row(part.installment), 'waived', portion, part.amount, effectiveDate)
      portions[portion] += part.amount
    }
    return { portions, moves: rows.takeMoves() }
  }
}
