import type { DerivedLoan } from '../../engine/derived-loan'
import type { CivilDate } from '../../values/calendar'
import { chargeDues, type ChargeDue, type ChargeType } from './charge-dues'
import { interestElapsed, interestOf } from '../../engine/schedule/interest-elapsed'

/**
 * What of a loan's interest and charges its books have recognised as income while its events are
 * booked one after the other, and what they never will because it was forgiven before.
 */
export class Recognition {
  readonly #loan: DerivedLoan
  readonly #dues: ChargeDue[]
  readonly #interest = { recognised: 0n, forgone: 0n }
  readonly #raised: Record<ChargeType, bigint> = { FEE: 0n, PENALTY: 0n }
  readonly #forgone: (ChargeDue & { chargeEventId: string })[] = []
  #stopped = false

  constructor(loan: DerivedLoan) {
    this.#loan = loan
    this.#dues = chargeDues(loan)
  }

  /** Interest that has elapsed by the end of a day and is not yet recognised. */
  interestBy(day: CivilDate): bigint {
    return this.#unrecognised(interestElapsed(this.#loan.schedule, day))
  }

  /** All that is left of the scheduled interest. */
  interestLeft(): bigint {
    return this.#unrecognised(interestOf(this.#loan.schedule))
  }

  recogniseInterest(amount: bigint): void {
    this.#interest.recognised += amount
  }

  forgoInterest(amount: bigint): void {
    this.#interest.forgone += amount
  }

  /** Charges that have fallen due by a day and are not yet raised. */
  chargesBy(type: ChargeType, day: CivilDate): bigint {
    return this.#stopped ? 0n : aboveZero(this.chargesDue(type, day) - this.#raised[type])
  }

  /** Charges that have fallen due by a day, but for what was forgiven before they were raised. */
  chargesDue(type: ChargeType, day: CivilDate): bigint {
    const byDay = (dues: readonly ChargeDue[]) =>
      dues
        .filter((one) => one.type === type && one.due <= day)
        .reduce((sum, { amount }) => sum + amount, 0n)
    return byDay(this.#dues) - byDay(this.#forgone)
  }

  raised(type: ChargeType): bigint {
    return this.#raised[type]
  }

  raiseCharges(type: ChargeType, amount: bigint): void {
    this.#raised[type] += amount
  }

  /**
   * A charge that was not there before its day, so that no payment has raised it ahead.
   * @returns how much of it is to be raised
   */
  addPenalty(eventId: string, due: CivilDate, amount: bigint): bigint {
    this.#dues.push({ type: 'PENALTY', due, amount })
    const forgone = this.#forgone
      .filter(({ chargeEventId }) => chargeEventId === eventId)
      .reduce((sum, one) => sum + one.amount, 0n)
    return aboveZero(amount - forgone)
  }

  /** What is forgiven of an event's charges before they are raised. */
  forgoCharge(chargeEventId: string, due: ChargeDue): void {
    this.#forgone.push({ ...due, chargeEventId })
  }

  /** Nothing more is ever recognised: what is not by now is forgone. */
  stop(): void {
    this.forgoInterest(this.interestLeft())
    this.#stopped = true
  }

  #unrecognised(of: bigint): bigint {
    return aboveZero(of - this.#interest.forgone - this.#interest.recognised)
  }
}

function aboveZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n
}
