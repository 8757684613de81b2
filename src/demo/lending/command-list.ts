import type { LmsRefusalCode } from '../../domain/engine/refusals/refusals'
import type { CivilDate } from '../../domain/values/calendar'
import { formatMinor } from '../../domain/values/money'
import { EXPONENT } from '../terms'

/** One write to `/v1`. `{loan}` and `{transaction}` in its path are told by earlier answers. */
export interface Command {
  path: string
  body: Readonly<Record<string, unknown>>
  /** Idempotency-Key. */
  key: string
  /** The place, from 0, of the command whose transaction it takes back. */
  takesBack: number | null
  /** Why it is refused; null of one that is taken. */
  refusal: LmsRefusalCode | null
}

/** The commands of one loan that lives here, in their order, each under a key of its own. */
export class CommandList {
  readonly commands: Command[] = []
  readonly #loanId: string

  constructor(loanId: string) {
    this.#loanId = loanId
  }

  /** @returns its place */
  add(
    path: string,
    body: Command['body'],
    more: Partial<Pick<Command, 'takesBack' | 'refusal'>> = {},
  ): number {
    const place = this.commands.length
    const key = `${this.#loanId}-${place + 1}`
    this.commands.push({ path, body, key, takesBack: null, refusal: null, ...more })
    return place
  }

  approve(on: CivilDate, amount: bigint, refusal: LmsRefusalCode | null = null): void {
    const body = { approvedOnDate: on, approvedLoanAmount: major(amount) }
    this.add('loans/{loan}/approve', body, { refusal })
  }

  disburse(on: CivilDate, amount: bigint, refusal: LmsRefusalCode | null = null): void {
    const destination = { type: 'wallet', reference: `255 ${this.#loanId}` }
    const body = { actualDisbursementDate: on, transactionAmount: major(amount), destination }
    this.add('loans/{loan}/disburse', body, { refusal })
  }

  /** @returns its place, by which it can be taken back */
  repay(on: CivilDate, amount: bigint): number {
    const receiptNumber = `R-${this.#loanId}-${this.commands.length}`
    return this.add('loans/{loan}/repayments', { ...moneyOn(on, amount), receiptNumber })
  }

  takeBack(place: number, on: CivilDate, note: string): void {
    const body = { transactionDate: on, note }
    this.add('loans/{loan}/repayments/{transaction}/reverse', body, { takesBack: place })
  }

  /** Of money that moves: `refund`, `credit-balance-refund`, `waive-interest`. */
  move(command: string, on: CivilDate, amount: bigint): void {
    this.add(`loans/{loan}/${command}`, moneyOn(on, amount))
  }

  charge(name: string, dueDate: CivilDate, amount: bigint): void {
    const body = { name, amount: major(amount), chargeTimeType: 2, dueDate }
    this.add('loans/{loan}/charges', body)
  }

  on(command: 'write-off' | 'undo-approval', transactionDate: CivilDate, note: string): void {
    this.add(`loans/{loan}/${command}`, { transactionDate, note })
  }
}

export function major(minor: bigint): string {
  return formatMinor(minor, EXPONENT)
}

function moneyOn(transactionDate: CivilDate, amount: bigint) {
  return { transactionDate, transactionAmount: major(amount) }
}
