import fc from 'fast-check'

import { addDays } from '../../src/domain/values/calendar'
import { fixedClock } from '../../src/platform/clock'
import type { FixedClock } from '../../src/platform/clock'
import { embeddedPass } from '../../src/steps/at-once'
import { stageGroup } from '../../src/stream/stage-group'
import type { StageRequest } from '../../src/stream/stage-request'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { OwnLoan, TWO_MONTHS } from '../support/own-loan'

/** The day on which all loans are paid out. */
export const START = '2025-01-10'

const KINDS = ['PAY', 'PAY', 'REVERSE', 'INTEREST', 'WRITE_OFF', 'REFUND', 'UNDO'] as const

export interface Step {
  loan: 'own 1' | 'own 2' | 'pushed 1' | 'pushed 2'
  kind: (typeof KINDS)[number]
  days: number
  back: number
  amount: number
  pick: number
}

export const step: fc.Arbitrary<Step> = fc.record({
  loan: fc.constantFrom('own 1', 'own 2', 'pushed 1', 'pushed 2'),
  kind: fc.constantFrom(...KINDS),
  days: fc.integer({ min: 0, max: 30 }),
  back: fc.constantFrom(0, 0, 3, 25),
  amount: fc.integer({ min: 1, max: 900_000 }),
  pick: fc.nat(),
})

/** Books of loans of both homes, made by steps of any order. */
export class Books {
  readonly #database: TestDatabase['database']
  readonly #clock: FixedClock = fixedClock(`${START}T12:00:00Z`)
  readonly #pass
  readonly businessId: string

  constructor({ database }: TestDatabase, businessId: string) {
    this.#database = database
    this.businessId = businessId
    this.#pass = embeddedPass(database, { clock: this.#clock })
  }

  get today(): string {
    return this.#clock.now().toISOString().slice(0, 10)
  }

  async open(): Promise<void> {
    for (const loanId of ['own 1', 'own 2']) await this.#own(loanId).open({ terms: TWO_MONTHS })
    for (const loanId of ['pushed 1', 'pushed 2']) {
      const fees = { adminFee: '1000', vat: '180' }
      await this.#stage(loanId, this.#pushed(loanId).disbursement({ ...fees, date: START }))
    }
  }

  async take({ loan, kind, days, back, amount, pick }: Step): Promise<void> {
    this.#clock.advance(days * 86_400_000)
    const date = addDays(this.today, -back)
    const request = loan.startsWith('own')
      ? await this.#ownRequest(this.#own(loan), kind, date, String(amount), pick)
      : await this.#pushedRequest(loan, kind, date, amount, pick)
    if (request !== null) await this.#stage(loan, request)
  }

  async #ownRequest(
    loan: OwnLoan,
    kind: Step['kind'],
    date: string,
    amount: string,
    pick: number,
  ): Promise<StageRequest | null> {
    switch (kind) {
      case 'PAY':
        return loan.repay(amount, date)
      case 'INTEREST':
        return loan.addCharge({ dueOn: addDays(date, 10) })
      case 'WRITE_OFF':
        return loan.command('WRITE_OFF', {})
      case 'REFUND':
        return loan.command('REFUND', { amount: String(1 + (Number(amount) % 10_000)) }, date)
      case 'UNDO':
        return loan.command(pick % 2 === 0 ? 'UNDO_WRITE_OFF' : 'UNDO_DISBURSAL', {})
      case 'REVERSE': {
        const paid = (await loan.events()).filter(
          (one) => one.kind === 'REPAY' && one.status === 'POSTED',
        )
        const target = paid[pick % Math.max(1, paid.length)]
        return target === undefined ? null : loan.reversal(target.seq)
      }
    }
  }

  async #pushedRequest(
    loanId: string,
    kind: Step['kind'],
    date: string,
    amount: number,
    pick: number,
  ): Promise<StageRequest | null> {
    const requests = this.#pushed(loanId)
    const today = { today: this.today }
    const [principal, interest] = [String(amount % 400_000), String(amount % 70_000)]
    switch (kind) {
      case 'PAY':
        return requests.repayment({
          ...today,
          principal,
          interest,
          date: date < START ? START : date,
        })
      case 'INTEREST':
      case 'REFUND': {
        const month = addDays(this.today, -(pick % 60)).slice(0, 7)
        return requests.revenue({
          ...today,
          month: month < '2025-01' ? '2025-01' : month,
          amount: interest,
        })
      }
      case 'WRITE_OFF':
        return requests.settlement({ ...today, principal: '2500000', interest, date: this.today })
      case 'UNDO':
      case 'REVERSE': {
        const events = await this.#own(loanId).events()
        const posted = events.filter((one) => one.status === 'POSTED' && one.kind !== 'REVERSAL')
        const target = posted[pick % Math.max(1, posted.length)]
        const reversal = { ...today, reversalDate: this.today, cascade: kind === 'UNDO' }
        return target === undefined ? null : requests.reversal(target.eventId, reversal)
      }
    }
  }

  async #stage(loanId: string, request: StageRequest): Promise<void> {
    const ref = { businessId: this.businessId, loanId }
    await stageGroup(this.#database, [request])
    while ((await this.#pass(ref)).accounting?.more === true);
  }

  #own(loanId: string): OwnLoan {
    const parts = { database: this.#database, clock: this.#clock }
    return new OwnLoan(parts, { businessId: this.businessId, loanId }, `of ${loanId}`)
  }

  #pushed(loanId: string): LoanRequests {
    return new LoanRequests({ businessId: this.businessId, loanId })
  }
}
