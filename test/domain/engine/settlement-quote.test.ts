import fc from 'fast-check'

import { deriveLoan } from '../../../src/domain/engine/derive'
import { dueEvents } from '../../../src/domain/engine/due/due'
import { supposedFact } from '../../../src/domain/engine/due/supposed-fact'
import { sumOf } from '../../../src/domain/engine/portions'
import { settlementQuote } from '../../../src/domain/engine/settlement-quote'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import { addDays } from '../../../src/domain/values/calendar'
import { fact } from '../../support/lending-facts'
import { lived, ownLife } from '../../support/own-lives'
import type { Life } from '../../support/own-lives'
import { runs } from '../../support/runs'

/** A loan at the end of its life, with all that falls due on it up to a day. */
function atTheEnd(life: Life) {
  const [last] = [...lived(life)].slice(-1)
  if (last === undefined) throw new Error('A life has a beginning.')
  return { live: last.after.live, today: last.today }
}

function until(live: readonly LendingFact[], day: string): LendingFact[] {
  const [first] = live
  let all = [...live]
  for (;;) {
    const due = dueEvents(deriveLoan(all), all, day)
    if (due.length === 0 || first === undefined) return all
    all = [...all, ...due.map((event) => supposedFact(event, first.payload))]
  }
}

function paid(live: readonly LendingFact[], date: string, amount: bigint) {
  const payload = { amount: String(amount), transfer: null, today: date }
  return deriveLoan([...live, fact(10_000, 'REPAY', date, payload)])
}

const quotedLife = fc.tuple(ownLife, fc.integer({ min: 0, max: 200 }))

describe('A settlement quote', () => {
  it('is what closes the loan on its day, and not a cent less', () => {
    let quoted = 0
    fc.assert(
      fc.property(quotedLife, ([life, days]) => {
        const { live, today } = atTheEnd(life)
        const date = addDays(today, days)
        const quote = settlementQuote(live, date)
        const parts = [quote.principal, quote.interestAccrued, quote.fees, quote.penalties]
        const { interestNotYetAccrued, payInFull, settleWithRebate, credit } = quote
        expect(parts.reduce((sum, part) => sum + part, interestNotYetAccrued)).toBe(payInFull)
        if (payInFull === 0n) return
        quoted += 1
        const amount = settleWithRebate ?? payInFull
        const then = until(live, date)
        const closed = paid(then, date, amount)
        expect(sumOf(closed.totals.outstanding)).toBe(0n)
        expect(closed.totals.overpaid).toBe(credit)
        if (credit === 0n) expect(closed.status).toBe('Closed (obligations met)')
        if (amount > 1n) {
          expect(sumOf(paid(then, date, amount - 1n).totals.outstanding)).toBeGreaterThan(0n)
        }
      }),
      { ...runs(150), endOnFailure: true },
    )
    expect(quoted).toBeGreaterThan(3)
  })

  it('holds through its last day and changes on the next', () => {
    fc.assert(
      fc.property(quotedLife, ([life, days]) => {
        const { live, today } = atTheEnd(life)
        const quote = settlementQuote(live, addDays(today, days))
        const asked = ({ payInFull, settleWithRebate }: typeof quote) => [
          payInFull,
          settleWithRebate,
        ]
        const matures = deriveLoan(live).timeline.expectedMaturityOn ?? quote.date
        for (let day = quote.date; day <= quote.validThrough; day = addDays(day, 1)) {
          expect(asked(settlementQuote(live, day))).toEqual(asked(quote))
        }
        if (quote.validThrough < matures) {
          const next = settlementQuote(live, addDays(quote.validThrough, 1))
          expect(asked(next)).not.toEqual(asked(quote))
        }
      }),
      { ...runs(20), endOnFailure: true },
    )
  })
})
