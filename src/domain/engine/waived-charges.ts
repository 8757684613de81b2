import type { LendingEventOf } from '../events/lending/lending-event'
import type { InstallmentMove, Portions } from './derived-loan'
import { noPortions } from './portions'
import type { RunningLoan } from './running-loan'

/** What a waiver has forgiven. */
export interface WaivedCharge {
  portions: Portions
  moves: InstallmentMove[]
}

/**
 * What is waived of charges is never paid, whenever it was: the amount that was judged, and no more. It
 * is taken as soon as the charge is there.
 */
export class WaivedCharges {
  readonly #loan: RunningLoan
  readonly #waivers: readonly LendingEventOf<'WAIVE_CHARGE'>[]
  readonly #taken = new Map<string, WaivedCharge>()

  constructor(loan: RunningLoan, waivers: readonly LendingEventOf<'WAIVE_CHARGE'>[]) {
    this.#loan = loan
    this.#waivers = waivers
  }

  /** @param chargeEventId the event that has just brought its charges */
  take(chargeEventId: string): void {
    for (const waiver of this.#waivers) {
      const isOfIt = waiver.payload.chargeEventId === chargeEventId
      if (isOfIt && !this.#taken.has(waiver.eventId)) {
        this.#taken.set(waiver.eventId, this.#waive(waiver))
      }
    }
  }

  of({ eventId }: LendingEventOf<'WAIVE_CHARGE'>): WaivedCharge | undefined {
    return this.#taken.get(eventId)
  }

  #waive(waiver: LendingEventOf<'WAIVE_CHARGE'>): WaivedCharge {
    const { effectiveDate, judgedAmount, payload } = waiver
    const { rows, charges } = this.#loan
    const { chargeEventId, index, installment } = payload
    const parts = charges.waive(chargeEventId, index, installment, judgedAmount ?? 0n)
    const portions = noPortions()
    for (const { installment: no, penalty, amount } of parts) {
      const portion = penalty ? 'penalties' : 'fees'
      rows.settle(rows.row(no), 'waived', portion, amount, effectiveDate)
      portions[portion] += amount
    }
    return { portions, moves: rows.takeMoves() }
  }
}
