import { addMonths, lastDayOfMonth, monthOf } from '../domain/values/calendar'
import type { CivilDate } from '../domain/values/calendar'
import { least } from '../domain/values/money'
import { Account } from './account'
import { bodiesOf, type Bodies, type Receipt } from './bodies'
import { borrowerOf } from './borrowers'
import { HABITS, paymentsFor, type Habit, type Instalment } from './habits'
import { makeMistake } from './mistakes'
import { randomFrom, type Random } from './random'
import { failed, RowList, type Row } from './rows'
import { settle, SETTLEMENTS } from './settlement'
import { drawTerms, type Terms } from './terms'

/** What one loan goes through in the year, from its disbursement to its end or the year's. */
export function loanStory(loan: number, seed: number, year: number): readonly Row[] {
  const random = randomFrom(Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) + loan * 0x85ebca6b)
  const habit = HABITS[(loan - 1) % HABITS.length] ?? 'PUNCTUAL'
  const terms = drawTerms(random, year, habit === 'PUNCTUAL' || random.percent(30))
  const loanId = `LN-${year}-${String(loan).padStart(4, '0')}`
  const teller = new Teller(loan, habit, terms, random, {
    rows: new RowList(loanId),
    bodies: bodiesOf(loanId, borrowerOf(loan, random)),
  })
  return teller.tell(year)
}

interface Output {
  rows: RowList
  bodies: Bodies
}

class Teller {
  readonly #loan: number
  readonly #habit: Habit
  readonly #terms: Terms
  readonly #random: Random
  readonly #rows: RowList
  readonly #bodies: Bodies
  readonly #account: Account

  constructor(loan: number, habit: Habit, terms: Terms, random: Random, output: Output) {
    this.#loan = loan
    this.#habit = habit
    this.#terms = terms
    this.#random = random
    this.#rows = output.rows
    this.#bodies = output.bodies
    this.#account = new Account(terms.principal, terms.rateBasisPoints, terms.disbursedOn)
  }

  tell(year: number): readonly Row[] {
    const { disbursedOn } = this.#terms
    this.#rows.add('DISBURSEMENT', this.#bodies.disbursement(this.#terms))
    const settlesAt = this.#settlesAt()
    for (let number = 1; ; number += 1) {
      const month = monthOf(addMonths(disbursedOn, number - 1))
      this.#charge(lastDayOfMonth(month))
      if (number === 1) makeMistake(this.#loan, { ...this.#output(), month, year })
      const dueOn = addMonths(disbursedOn, number)
      if (dueOn > `${year}-12-31`) break
      if (number === settlesAt) {
        const how = SETTLEMENTS[Math.floor(this.#loan / HABITS.length) % SETTLEMENTS.length]
        settle(how ?? 'PLAIN', dueOn, this.#account, this.#rows, this.#bodies)
        break
      }
      this.#payInstalment(number, dueOn)
      if (this.#account.isPaid) break
    }
    if (this.#habit === 'PUNCTUAL') this.#settleWhatIsPaid()
    return this.#rows.rows
  }

  #output() {
    return { rows: this.#rows, bodies: this.#bodies, terms: this.#terms }
  }

  /** The instalment at which the loan is settled instead, before the last one and in the year. */
  #settlesAt(): number {
    if (this.#habit !== 'SETTLING') return 0
    const monthsLeft = 12 - Number(this.#terms.disbursedOn.slice(5, 7))
    return this.#random.between(1, Math.min(this.#terms.months - 1, monthsLeft))
  }

  #charge(date: CivilDate): void {
    const amount = this.#account.charge(date)
    if (amount === 0n) return
    this.#rows.add('REVENUE_REPORT', this.#bodies.revenue(monthOf(date), amount))
  }

  #payInstalment(number: number, dueOn: CivilDate): void {
    const { principal, months } = this.#terms
    const isLast = number >= months
    // The last payment also pays the month at hand, whose invoice is dated ahead.
    if (isLast) this.#charge(dueOn)
    const open = this.#account.principal
    const instalment: Instalment = {
      dueOn,
      principal: isLast ? open : least(principal / BigInt(months), open),
      isLast,
    }
    for (const receipt of paymentsFor(this.#habit, instalment, this.#account, this.#random)) {
      this.#pay(receipt)
    }
  }

  #pay(receipt: Receipt): void {
    if (receipt.principal + receipt.interest === 0n) return
    this.#rows.add('REPAYMENT', this.#bodies.repayment(receipt))
    this.#account.pay(receipt.date, receipt.principal, receipt.interest)
  }

  /** A settlement of a loan that was paid off already: nothing is left to settle. */
  #settleWhatIsPaid(): void {
    const last = this.#rows.rows.at(-1)
    if (!this.#account.isPaid || last?.body.repaymentDate === undefined) return
    const receipt: Receipt = {
      date: last.body.repaymentDate,
      principal: 1n,
      interest: 0n,
      fee: 0n,
      feeName: '',
    }
    const body = this.#bodies.settlement(receipt)
    this.#rows.add('EARLY_SETTLEMENT', body, failed('LOAN_NOT_ACTIVE'))
  }
}
