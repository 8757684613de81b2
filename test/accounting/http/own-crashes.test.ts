import { randomFrom } from '../../../src/demo/random'
import { verifyBooks } from '../../../src/verify/verify-books'
import { Killed, mortal } from '../../support/mortal-database'
import type { OwnLoan } from '../../support/own-loan'
import { BEGIN, BooksThere, booksOf, eventsOf } from './books-there'

let systems: BooksThere
let lender: Awaited<ReturnType<BooksThere['lender']>>
let loans = 0
beforeAll(async () => {
  systems = await BooksThere.start(randomFrom(7), 0)
  lender = await systems.lender()
})
afterAll(() => systems.close())

function newLoan(businessId = lender.businessId): OwnLoan {
  return systems.loan({ businessId, loanId: `L-${(loans += 1)}` })
}

/** A life with each way to write: some at once, what falls due, an undo, and what is dated back. */
async function live(loan: OwnLoan, settle: () => Promise<void>): Promise<void> {
  systems.clock.set(BEGIN)
  await loan.stage(loan.submit(), loan.approve(), loan.disburse(), loan.repay('300000'))
  await settle()
  systems.clock.set('2025-02-20T12:00:00Z')
  const [, , , paid] = await loan.events()
  await loan.stage(await loan.reversal(paid?.seq ?? 0), loan.repay('500000', '2025-02-01'))
  await settle()
}

/** Settles by a process that dies at a statement, and then by one that does not. */
async function settleBy(loan: OwnLoan, death: { at: number; answerLost: boolean }) {
  const { database, statements } = mortal(systems.here.database, death)
  const { key } = lender.there
  let died = false
  await live(loan, async () => {
    try {
      await systems.settle(loan.ref, systems.gateway(key, database), database)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      died = true
      await systems.settle(loan.ref, systems.gateway(key))
    }
  })
  return { died, statements: statements() }
}

it.each([
  ['before it is made', false],
  ['with its answer lost', true],
])(
  'a process that dies at any statement, %s, loses nothing and posts nothing twice',
  async (_, answerLost) => {
    const twin = newLoan((await systems.lender()).businessId)
    await live(twin, () => twin.settle())
    const wanted = await booksOf(systems.here.database, twin.ref)
    const outcomes = await twin.outcomes()
    let deaths = 0
    for (let at = 1; ; at += 1) {
      const loan = newLoan()
      const { died } = await settleBy(loan, { at, answerLost })
      expect([at, await loan.outcomes()]).toEqual([at, outcomes])
      const there = { ...loan.ref, businessId: lender.there.businessId }
      expect([at, await eventsOf(systems.there, there)]).toEqual([at, outcomes])
      expect([at, await booksOf(systems.there, there)]).toEqual([at, wanted])
      if (!died) break
      deaths += 1
    }
    expect(deaths).toBeGreaterThan(20)
    for (const [database, businessId] of [
      [systems.here.database, lender.businessId],
      [systems.there, lender.there.businessId],
    ] as const) {
      const { differences, parked, waiting } = await verifyBooks(database, {
        ...{ businessId, clock: systems.clock },
      })
      expect([differences.items, parked.items, waiting]).toEqual([[], [], 0])
    }
  },
)
