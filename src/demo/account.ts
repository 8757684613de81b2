import type { CivilDate } from '../domain/values/calendar'
import { least } from '../domain/values/money'
import { divideHalfEven } from '../domain/values/rounding'

const MS_PER_DAY = 86_400_000
const BASIS_POINTS_OF_YEAR = 365n * 10_000n

/** What a borrower's passbook would say: enough to know what the next payment should be. */
export class Account {
  principal: bigint
  interest = 0n
  credit = 0n
  readonly #rate: bigint
  #since: CivilDate
  /** Principal times days since interest was last charged. */
  #principalDays = 0n

  constructor(principal: bigint, rateBasisPoints: number, disbursedOn: CivilDate) {
    this.principal = principal
    this.#rate = BigInt(rateBasisPoints)
    this.#since = disbursedOn
  }

  get isPaid(): boolean {
    return this.principal === 0n && this.interest === 0n
  }

  pay(date: CivilDate, principal: bigint, interest: bigint): void {
    this.#run(date)
    const toPrincipal = least(principal, this.principal)
    const rest = principal - toPrincipal + interest
    const toInterest = least(rest, this.interest)
    this.principal -= toPrincipal
    this.interest -= toInterest
    this.credit += rest - toInterest
  }

  /** Interest on the declining balance since it was last charged, to the end of a day. */
  accrued(date: CivilDate): bigint {
    this.#run(date)
    return divideHalfEven(this.#principalDays * this.#rate, BASIS_POINTS_OF_YEAR)
  }

  charge(date: CivilDate): bigint {
    const amount = this.accrued(date)
    this.#principalDays = 0n
    const byCredit = least(amount, this.credit)
    this.credit -= byCredit
    this.interest += amount - byCredit
    return amount
  }

  settle(): void {
    this.principal = 0n
    this.interest = 0n
  }

  #run(date: CivilDate): void {
    const days = (Date.parse(date) - Date.parse(this.#since)) / MS_PER_DAY
    this.#principalDays += this.principal * BigInt(Math.max(0, days))
    if (date > this.#since) this.#since = date
  }
}
