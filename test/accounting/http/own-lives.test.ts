import fc from 'fast-check'

import { randomFrom } from '../../../src/demo/random'
import { addDays } from '../../../src/domain/values/calendar'
import { verifyBooks } from '../../../src/verify/verify-books'
import { attempt, requestOf } from '../../support/own-attempts'
import { TWO_MONTHS } from '../../support/own-loan'
import { runs } from '../../support/runs'
import { BEGIN, BooksThere, booksOf } from './books-there'

let systems: BooksThere
beforeAll(async () => {
  systems = await BooksThere.start(randomFrom(584_110_923), 15)
})
afterAll(() => systems.close())

it('any life of a loan leaves the books there that it would leave here', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(attempt, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (attempts, isOverdueCharged) => {
        systems.clock.set(BEGIN)
        const [{ businessId, there }, other] = [await systems.lender(), await systems.lender()]
        const loan = systems.loan({ businessId, loanId: 'L-1' })
        const twin = systems.loan({ businessId: other.businessId, loanId: 'L-1' })
        const gateway = systems.gateway(there.key)
        const rate = { amount: '1500' }
        const overdue = isOverdueCharged ? { graceDays: 2, rate, every: null } : null
        for (const one of [loan, twin]) {
          await one.stage(one.submit({ terms: TWO_MONTHS, overdue }), one.approve(), one.disburse())
        }
        for (const one of attempts) {
          await systems.settle(loan.ref, gateway)
          await twin.settle()
          systems.clock.advance(one.days * 86_400_000)
          for (const side of [loan, twin]) {
            if (one.closed !== null) await side.closeThrough(addDays(side.today, -one.closed))
            const request = requestOf(side, one, await side.events())
            if (request !== null) await side.stage(await request)
          }
        }
        await systems.settle(loan.ref, gateway)
        await twin.settle()

        expect(await loan.outcomes()).toEqual(await twin.outcomes())
        const booked = await booksOf(systems.there, { ...loan.ref, businessId: there.businessId })
        expect(booked).toEqual(await booksOf(systems.here.database, twin.ref))
        for (const [database, of] of [
          [systems.here.database, businessId],
          [systems.there, there.businessId],
        ] as const) {
          const { differences, parked, behind, waiting } = await verifyBooks(database, {
            ...{ businessId: of, clock: systems.clock },
          })
          expect([differences.items, parked.items, behind.items, waiting]).toEqual([[], [], [], 0])
        }
      },
    ),
    runs(8),
  )
})
