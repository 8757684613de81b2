import { randomUUID } from 'node:crypto'

import { pino } from 'pino'

import { fixedClock } from '../../../src/platform/clock'
import type { FixedClock } from '../../../src/platform/clock'
import type { CommandRequest } from '../../../src/stream/stage-request'
import { CreditTransfers } from '../../../src/transfers/credit-transfers'
import type { TestDatabase } from '../../support/harness'
import { OwnLoan } from '../../support/own-loan'

/**
 * Two loans of our own LMS of one customer that between them have a row of every kind: fees,
 * penalties, a payment undone with what came behind it, waivers, a command refused, a charge added
 * late, money refunded, credit that paid the other loan, a write-off that was undone.
 */
export async function richLoans(
  test: TestDatabase,
  businessId: string,
): Promise<{ clock: FixedClock; giving: OwnLoan; taking: OwnLoan }> {
  const clock = fixedClock('2025-01-10T12:00:00Z')
  const parts = { database: test.database, clock }
  const giving = new OwnLoan(parts, { businessId, loanId: 'L-giving' })
  const taking = new OwnLoan(parts, { businessId, loanId: 'L-taking' })
  const overdue = { graceDays: 2, rate: { amount: '1500' }, every: null }
  const charges = [
    { index: 0, time: 'DISBURSEMENT' as const, rate: { amount: '3000' }, penalty: false },
    { index: 1, time: 'INSTALLMENT' as const, rate: { amount: '700' }, penalty: false },
  ].map((charge) => ({ ...charge, dueOn: null }))
  type Command = (loan: OwnLoan) => CommandRequest | Promise<CommandRequest>
  const on = async (day: string, loan: OwnLoan, command: Command) => {
    clock.set(`${day}T12:00:00Z`)
    await loan.do(await command(loan))
  }

  await giving.open({ overdue, charges })
  await taking.open({ overdue })
  await on('2025-01-20', giving, (loan) => loan.repay('50000'))
  await on('2025-01-25', giving, (loan) => loan.addCharge({ dueOn: '2025-02-03' }))
  await on('2025-01-28', giving, (loan) => loan.repay('300000'))
  await on('2025-02-08', giving, (loan) => loan.reversal(4))
  await on('2025-02-09', giving, (loan) => loan.command('WAIVE_INTEREST', { amount: '2000' }))
  await on('2025-02-20', giving, async (loan) => {
    const penalty = (await loan.events()).find(({ kind }) => kind === 'PENALTY')
    const which = { chargeEventId: penalty?.eventId ?? '', index: 0, installment: null }
    return loan.command('WAIVE_CHARGE', which)
  })
  await on('2025-02-21', giving, (loan) => loan.repay('2000', '2025-02-04'))
  await on('2025-02-22', giving, (loan) => loan.command('REFUND', { amount: '99999999' }))
  await on('2025-03-03', taking, (loan) => loan.command('WRITE_OFF', {}))
  await on('2025-03-04', taking, (loan) => loan.command('UNDO_WRITE_OFF', {}))
  await on('2025-03-06', taking, (loan) => loan.repay('400000'))
  await on('2025-03-07', giving, (loan) => loan.repay('1000000'))

  const transfers = new CreditTransfers({
    ...{ database: test.database, clock, logger: pino({ level: 'silent' }) },
    tell: ({ loan }) => (loan.loanId === 'L-giving' ? giving : taking).settle(),
    settled: () => Promise.resolve(),
  })
  const transfer = async (amount: string) => {
    const transferId = randomUUID()
    const request = { amount, transferId, toLoanId: 'L-taking' }
    await transfers.begin(giving.command('CREDIT_OUT', request))
    await transfers.follow(transferId, 60_000)
    return transferId
  }
  await transfer('5000')
  const undone = await transfer('1000')
  const sent = (await giving.events()).findLast(({ kind }) => kind === 'CREDIT_OUT')
  await on('2025-03-10', giving, (loan) => loan.reversal(sent?.seq ?? 0))
  await transfers.advance(undone)
  await transfers.advance(undone)
  await on('2025-03-20', giving, (loan) => loan.command('CREDIT_REFUND', { amount: '20000' }))
  await taking.settle()
  return { clock, giving, taking }
}
