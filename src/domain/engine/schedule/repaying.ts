import { least } from '../../values/money'

/** The principal of a loan as its installments pay it back, one after the other. */
export class Repaying {
  left: bigint
  #installments: number
  /** What installments were to pay that was below zero: the next pay so much less. */
  #shortfall = 0n

  constructor(principal: bigint, installments: number) {
    this.left = principal
    this.#installments = installments
  }

  /** What the next installment pays of it: never below zero nor more than is left; the last all. */
  pay(wanted: bigint): bigint {
    this.#installments -= 1
    const regular = least(wanted - this.#shortfall, this.left)
    const owed = this.#installments === 0 ? this.left : regular
    const paid = owed < 0n ? 0n : owed
    this.#shortfall = paid - owed
    this.left -= paid
    return paid
  }
}
