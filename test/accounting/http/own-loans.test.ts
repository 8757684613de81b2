import { randomFrom } from '../../../src/demo/random'
import { verifyBooks } from '../../../src/verify/verify-books'
import type { StageRequest } from '../../../src/stream/stage-request'
import type { OwnLoan } from '../../support/own-loan'
import { BooksThere, booksOf } from './books-there'

let systems: BooksThere
beforeAll(async () => {
  systems = await BooksThere.start(randomFrom(20_261_125), 20)
})
afterAll(() => systems.close())

const DAY_MS = 86_400_000

type Step = (loan: OwnLoan) => StageRequest | Promise<StageRequest>

/** What it says once, at its day; a command that names another event finds it by its kind. */
const STORY: readonly [days: number, ...steps: Step[]][] = [
  [0, (loan) => loan.submit({ overdue: { graceDays: 2, rate: { amount: '1500' }, every: null } })],
  [0, (loan) => loan.approve()],
  [0, (loan) => loan.command('UNDO_APPROVAL', {})],
  [0, (loan) => loan.approve(), (loan) => loan.disburse()],
  [3, (loan) => loan.command('UNDO_DISBURSAL', {})],
  [0, (loan) => loan.disburse()],
  [5, (loan) => loan.addCharge({ dueOn: '2025-02-01' })],
  [0, (loan) => loan.repay('613000')],
  [20, (loan) => reversalOf(loan, 'REPAY')],
  [2, (loan) => loan.repay('300000', '2025-02-01')],
  [20, (loan) => loan.command('WAIVE_INTEREST', { amount: '1000' })],
  [0, (loan) => waiverOf(loan, 'PENALTY')],
  [1, (loan) => loan.repay('1000000')],
  [0, (loan) => loan.command('CREDIT_REFUND', { amount: '50000' })],
  [30, (loan) => reversalOf(loan, 'REPAY')],
  [10, (loan) => loan.command('WRITE_OFF', {})],
  [1, (loan) => loan.command('UNDO_WRITE_OFF', {})],
  [0, (loan) => loan.repay('2000000')],
]

async function lastOf(loan: OwnLoan, kind: string) {
  const found = (await loan.events()).findLast(
    (event) => event.kind === kind && event.status === 'POSTED',
  )
  if (found === undefined) throw new Error(`There is no ${kind} that stands.`)
  return found
}

async function reversalOf(loan: OwnLoan, kind: string): Promise<StageRequest> {
  return loan.reversal((await lastOf(loan, kind)).seq)
}

async function waiverOf(loan: OwnLoan, kind: string): Promise<StageRequest> {
  const { eventId: chargeEventId } = await lastOf(loan, kind)
  return loan.command('WAIVE_CHARGE', { chargeEventId, index: 0, installment: null })
}

describe('loans of an LMS whose Accounting is another deployment', () => {
  it('have there the books that they would have here, whatever the wire did', async () => {
    const { businessId, there } = await systems.lender()
    const twinId = (await systems.lender()).businessId
    const loan = systems.loan({ businessId, loanId: 'L-1' })
    const twin = systems.loan({ businessId: twinId, loanId: 'L-1' })
    const gateway = systems.gateway(there.key)
    for (const [days, ...steps] of STORY) {
      systems.clock.advance(days * DAY_MS)
      for (const one of [loan, twin]) {
        for (const step of steps) await one.stage(await step(one))
      }
      await systems.settle(loan.ref, gateway)
      await twin.settle()
      expect(await loan.outcomes()).toEqual(await twin.outcomes())
      const [booked, wanted] = [
        await booksOf(systems.there, { ...loan.ref, businessId: there.businessId }),
        await booksOf(systems.here.database, twin.ref),
      ]
      expect(booked).toEqual(wanted)
    }
    const here = await verifyBooks(systems.here.database, { businessId, clock: systems.clock })
    expect(here.differences.items).toEqual([])
    const report = await verifyBooks(systems.there, {
      ...{ businessId: there.businessId, clock: systems.clock },
    })
    expect([report.differences.items, report.behind.items]).toEqual([[], []])
    expect(
      Object.entries(systems.wire.met).filter(([, count]) => count > 0).length,
    ).toBeGreaterThan(2)
  })
})
