import fc from 'fast-check'

import { createBusiness } from '../../src/business/create-business'
import { addDays } from '../../src/domain/values/calendar'
import { fixedClock } from '../../src/platform/clock'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { attempt, requestOf } from '../support/own-attempts'
import { OwnLoan, TWO_MONTHS } from '../support/own-loan'

describe('Any life of a loan of our own LMS', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  it.each(['at once', 'in turn'])('is proven after each step, both steps made %s', async (how) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        async (attempts, isOverdueCharged) => {
          const clock = fixedClock('2025-01-10T12:00:00Z')
          const businessId = await createBusiness(test.database, { name: uniqueName('lender') })
          const ref = { businessId, loanId: 'L-1' }
          const loan = new OwnLoan({ database: test.database, clock }, ref)
          const rate = { amount: '1500' }
          const overdue = isOverdueCharged ? { graceDays: 2, rate, every: null } : null
          await loan.open({ terms: TWO_MONTHS, overdue })
          for (const one of attempts) {
            clock.advance(one.days * 86_400_000)
            if (one.closed !== null) await loan.closeThrough(addDays(loan.today, -one.closed))
            const request = requestOf(loan, one, await loan.events())
            if (request !== null) await loan.stage(await request)
            await (how === 'at once' ? loan.pass() : loan.settle())
            const { differences, parked, behind } = await verifyBooks(test.database, {
              ...{ businessId, clock },
            })
            expect([differences.items, parked.items, behind.items]).toEqual([[], [], []])
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})
