import fc from 'fast-check'
import { creditKindOf } from '../../../src/domain/books/books'
import type { CreditKind, InvoiceType } from '../../../src/domain/books/books'
import { bookLoan, NOTHING_OPEN } from '../../../src/domain/books/lending/book-loan'
import { deriveLoan } from '../../../src/domain/engine/derive'
import type { DerivedLoan } from '../../../src/domain/engine/derived-loan'
import { dueEvents, nextWake } from '../../../src/domain/engine/due/due'
import { faultsOfTerms } from '../../../src/domain/engine/schedule/faults'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import type {
  ChargeTerms,
  LoanTerms,
  OverdueRule,
} from '../../../src/domain/events/lending/loan-terms'
import { addDays } from '../../../src/domain/values/calendar'
import { least } from '../../../src/domain/values/money'
import { fact } from '../../support/lending-facts'
import { runs } from '../../support/runs'

const DISBURSED_ON = '2025-01-31'

const terms: fc.Arbitrary<LoanTerms> = fc
  .record({
    numberOfRepayments: fc.integer({ min: 1, max: 6 }),
    repaymentUnit: fc.constantFrom('WEEKS' as const, 'MONTHS' as const),
    interestRate: fc.constantFrom('0', '1', '5'),
    interestType: fc.constantFrom('FLAT' as const, 'DECLINING_BALANCE' as const),
    strategy: fc.constantFrom(
      'mifos-standard-strategy' as const,
      'principal-interest-penalties-fees-order-strategy' as const,
    ),
  })
  .map((given) => completeTerms({ ...given, principal: '100000', ratePeriod: 'MONTH' }))
  .filter((given) => faultsOfTerms(given).length === 0)

const overdue: fc.Arbitrary<OverdueRule | null> = fc.option(
  fc.record({
    graceDays: fc.integer({ min: 0, max: 10 }),
    rate: fc.constantFrom(
      { amount: '700' },
      { percent: '2', of: 'AMOUNT' as const },
      { percent: '1', of: 'AMOUNT_AND_INTEREST' as const },
    ),
    every: fc.constantFrom(
      null,
      { count: 10, unit: 'DAYS' as const },
      { count: 1, unit: 'MONTHS' as const },
    ),
  }),
)

const charges: fc.Arbitrary<ChargeTerms[]> = fc
  .array(
    fc.record({
      dueOn: fc.option(fc.integer({ min: 0, max: 200 }).map((days) => addDays(DISBURSED_ON, days))),
      penalty: fc.boolean(),
    }),
    { maxLength: 2 },
  )
  .map((all) =>
    all.map(({ dueOn, penalty }, index) => ({
      ...{ index, penalty, dueOn, rate: { amount: '333' } },
      time: dueOn === null ? ('INSTALLMENT' as const) : ('DUE_DATE' as const),
    })),
  )

const WHATS = ['REPAY', 'REPAY', 'WAIVE', 'WAIVE_CHARGE', 'PAY_OUT', 'REVERSE', 'WAIT'] as const

/** What is done after so many days, of so many percent of what there is, so many days back. */
const step = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom(...WHATS),
  percent: fc.integer({ min: 1, max: 130 }),
  back: fc.integer({ min: 0, max: 60 }),
})

type Step = typeof step extends fc.Arbitrary<infer Given> ? Given : never

/** A loan on a clock. */
class Life {
  today = DISBURSED_ON
  live: LendingFact[]
  #seq = 1

  constructor(given: LoanTerms, rule: OverdueRule | null, of: ChargeTerms[]) {
    const amount = given.principal
    const product = { no: 1, code: 'P', version: 1 }
    this.live = [
      fact(this.#seq++, 'SUBMIT', this.today, {
        ...{ customerId: 'C', customerActiveSince: null, product, terms: given, charges: of },
        ...{ overdue: rule, settlementRebate: false },
        ...{ submittedOn: this.today, expectedDisbursementOn: this.today },
      }),
      fact(this.#seq++, 'APPROVE', this.today, { amount, expectedDisbursementOn: null }),
      fact(this.#seq++, 'DISBURSE', this.today, { amount, vatRate: '0' }),
    ]
  }

  get loan(): DerivedLoan {
    return deriveLoan(this.live)
  }

  /** Stages what is due until nothing more is. */
  settle(): void {
    for (let rounds = 0; ; rounds++) {
      const due = dueEvents(this.loan, this.live, this.today)
      if (due.length === 0) return
      if (rounds > 100) throw new Error(`Due again and again: ${due[0]?.claim}`)
      for (const event of due) {
        const { effectiveDate: date } = event
        this.live.push(
          event.kind === 'ACCRUAL'
            ? fact(this.#seq++, 'ACCRUAL', date, { ...event.payload, today: this.today })
            : fact(this.#seq++, 'PENALTY', date, { ...event.payload, today: this.today }),
        )
      }
    }
  }

  take({ days, what, percent, back }: Step): void {
    this.today = addDays(this.today, days)
    this.settle()
    const { totals } = this.loan
    const share = (of: bigint) => (of * BigInt(percent)) / 100n
    const earlier = addDays(this.today, -back)
    const date = earlier < DISBURSED_ON ? DISBURSED_ON : earlier
    const { principal, interest, fees, penalties } = totals.outstanding
    switch (what) {
      case 'REPAY':
        this.#add('REPAY', date, share(principal + interest + fees + penalties))
        return
      case 'WAIVE':
        this.#add('WAIVE_INTEREST', this.today, least(share(interest), interest))
        return
      case 'PAY_OUT':
        this.#add('CREDIT_REFUND', this.today, least(share(totals.overpaid), totals.overpaid))
        return
      case 'WAIVE_CHARGE':
        this.#waiveCharge(percent)
        return
      case 'REVERSE': {
        const undoable = this.live.filter(({ kind }) =>
          ['REPAY', 'WAIVE_INTEREST', 'WAIVE_CHARGE', 'CREDIT_REFUND'].includes(kind),
        )
        const chosen = undoable[percent % Math.max(1, undoable.length)]
        this.live = this.live.filter((event) => event !== chosen)
        return
      }
      case 'WAIT':
        return
    }
  }

  #add(kind: 'REPAY' | 'WAIVE_INTEREST' | 'CREDIT_REFUND', date: string, amount: bigint): void {
    if (amount === 0n) return
    const payload = { amount: String(amount), transfer: null, today: this.today }
    this.live.push(fact(this.#seq++, kind, date, payload))
  }

  /** Waives all that is open of a charge on one of its installments. */
  #waiveCharge(which: number): void {
    const { charges: all, status } = this.loan
    if (status !== 'Active') return
    const open = all.flatMap(({ eventId, index, parts }) =>
      parts
        .filter(({ outstanding }) => outstanding > 0n)
        .map((part) => ({ eventId, index, ...part })),
    )
    const chosen = open[which % Math.max(1, open.length)]
    if (chosen === undefined) return
    const { eventId: chargeEventId, index, installment, outstanding } = chosen
    const payload = { chargeEventId, index, installment, today: this.today }
    const waiver = fact(this.#seq++, 'WAIVE_CHARGE', this.today, payload)
    this.live.push({ ...waiver, judgedAmount: outstanding })
  }

  /** Every installment and its month are behind it: all is recognised. */
  isOver(): boolean {
    return this.loan.schedule.every(({ due }) => addDays(due, 31) < this.today)
  }

  /** What is open in the books, by what it is for. */
  open() {
    let invoice = 0
    const { loan, live } = this
    const open = bookLoan(loan, live, () => () => ++invoice).at(-1)?.draft.open ?? NOTHING_OPEN
    const on = (...types: readonly InvoiceType[]) =>
      open.invoices
        .filter(({ type }) => types.includes(type))
        .reduce((sum, { open: amount }) => sum + amount, 0n)
    const left = (kind: CreditKind) =>
      open.credits
        .filter((credit) => creditKindOf(credit) === kind)
        .reduce((sum, { open: amount }) => sum + amount, 0n)
    return {
      principal: on('DISBURSEMENT', 'PRINCIPAL'),
      interest: on('INTEREST') - left('ADVANCE'),
      charges: on('FEE', 'PENALTY'),
      overpaid: left('CREDIT'),
    }
  }
}

const life = fc.tuple(terms, overdue, charges, fc.array(step, { minLength: 1, maxLength: 12 }))

it('settles after everything that happens, and its books follow', () => {
  fc.assert(
    fc.property(life, ([given, rule, of, steps]) => {
      const told = new Life(given, rule, of)
      for (const each of steps) {
        told.take(each)
        told.settle()
        const { outstanding, overpaid } = told.loan.totals
        const open = told.open()
        expect(open).toMatchObject({ principal: outstanding.principal, overpaid })
        expect(open.interest).toBeLessThanOrEqual(outstanding.interest)
        expect(open.charges).toBeLessThanOrEqual(outstanding.fees + outstanding.penalties)
        if (told.isOver()) {
          expect(open.interest).toBe(outstanding.interest)
          expect(open.charges).toBe(outstanding.fees + outstanding.penalties)
        }
        const wake = nextWake(told.loan, told.live, told.today)
        if (wake !== null && wake.after < told.today) throw new Error('It missed its time.')
      }
    }),
    { ...runs(40), endOnFailure: true },
  )
})

it('has nothing due before it said so', () => {
  fc.assert(
    fc.property(life, ([given, rule, of, steps]) => {
      const told = new Life(given, rule, of)
      for (const each of steps) told.take(each)
      told.settle()
      const after = nextWake(told.loan, told.live, told.today)?.after ?? addDays(told.today, 500)
      expect(dueEvents(told.loan, told.live, after)).toEqual([])
      const wake = nextWake(told.loan, told.live, after)
      if (wake !== null) {
        expect(dueEvents(told.loan, told.live, addDays(after, 1))).not.toEqual([])
      }
    }),
    { ...runs(25), endOnFailure: true },
  )
})
