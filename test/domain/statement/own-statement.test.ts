import fc from 'fast-check'

import type { DerivedLoan } from '../../../src/domain/engine/derived-loan'
import { sumOf } from '../../../src/domain/engine/portions'
import { ownStatement } from '../../../src/domain/statement/own-statement'
import type { Movement } from '../../../src/domain/statement/moved'
import { addDays } from '../../../src/domain/values/calendar'
import { lived, ownLife } from '../../support/own-lives'
import { runs } from '../../support/runs'

const FIRST = '2025-01-01'
const LAST = '2035-01-01'

function movementsOf({ splits }: DerivedLoan): Movement[] {
  return splits.map(({ type, date, amount }, nth) => ({
    ...{ reference: String(nth), type, date, amount, reversedOn: null },
  }))
}

describe('A statement of account', () => {
  it('ends in what is outstanding, less the credit, and says what of it is due', () => {
    fc.assert(
      fc.property(ownLife, (life) => {
        for (const { after } of lived(life)) {
          const { loan } = after
          const statement = ownStatement(loan, movementsOf(loan), {
            fromDate: FIRST,
            toDate: LAST,
          })
          const { outstanding, overpaid } = loan.totals
          const isPaidOut = loan.timeline.disbursedOn !== null
          const owed = isPaidOut ? sumOf(outstanding) : 0n
          expect(statement.closing).toBe(owed - overpaid)
          expect(statement.notYetDue).toBe(0n)
        }
      }),
      { ...runs(60), endOnFailure: true },
    )
  })

  it('goes on where the one before it ended', () => {
    fc.assert(
      fc.property(ownLife, fc.integer({ min: 0, max: 300 }), (life, days) => {
        const [last] = [...lived(life)].slice(-1)
        if (last === undefined) return
        const { loan } = last.after
        const cut = addDays(FIRST, days)
        const [before, after] = [
          ownStatement(loan, movementsOf(loan), { fromDate: FIRST, toDate: cut }),
          ownStatement(loan, movementsOf(loan), { fromDate: addDays(cut, 1), toDate: LAST }),
        ]
        expect(before.opening).toBe(0n)
        expect(after.opening).toBe(before.closing)
        const { closing, dueNow, notYetDue, credit } = before
        expect(dueNow + notYetDue - credit).toBe(closing)
      }),
      { ...runs(60), endOnFailure: true },
    )
  })
})
