import { randomUUID } from 'node:crypto'

import { pino } from 'pino'

import { fixedClock } from '../../src/platform/clock'
import type { CommandRequest } from '../../src/stream/stage-request'
import { CreditTransfers } from '../../src/transfers/credit-transfers'
import { verifyBooks } from '../../src/verify/verify-books'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import { OwnLoan } from '../support/own-loan'
import { patience } from '../support/patience'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

const START = '2026-01-10'
const OPENED = ['SUBMIT POSTED', 'APPROVE POSTED', 'DISBURSE POSTED']

describe('Through its workflow, a loan of our own LMS', () => {
  let stack: LoanStack
  const clock = fixedClock(`${START}T09:00:00Z`)
  beforeAll(async () => {
    stack = await LoanStack.start({ timers: 'off' }, { lms: { clock } })
    await stack.startWorker()
  })
  beforeEach(() => clock.set(`${START}T09:00:00Z`))
  afterAll(async () => {
    const { differences } = await verifyBooks(stack.database)
    await stack.close()
    expect(differences.items).toEqual([])
  })

  async function send(...commands: CommandRequest[]): Promise<void> {
    for (const command of commands) await stack.intake.command(command, patience(20_000))
  }

  async function disbursed(
    given: Parameters<OwnLoan['submit']>[0] = {},
  ): Promise<{ loan: TestLoan; own: OwnLoan }> {
    const loan = stack.loan()
    const own = new OwnLoan({ database: stack.database, clock }, loan.ref)
    await send(own.submit(given), own.approve(), own.disburse())
    return { loan, own }
  }

  /** What became of all behind the disbursement. */
  async function after(own: OwnLoan): Promise<string[]> {
    const outcomes = await own.outcomes()
    expect(outcomes.slice(0, OPENED.length)).toEqual(OPENED)
    return outcomes.slice(OPENED.length)
  }

  it('has a repayment undone, and those behind it divided again', async () => {
    const { loan, own } = await disbursed()
    clock.set('2026-01-20T09:00:00Z')
    await send(own.repay('50000'), own.repay('60000'))
    const interestPaid = async () => (await own.standing()).map(({ interest }) => interest)
    expect(await interestPaid()).toEqual([0n, 12000n, 0n])
    await send(await own.reversal(4))
    expect(await after(own)).toEqual(['REPAY REVERSED', 'REPAY POSTED', 'REVERSAL POSTED'])
    expect(await interestPaid()).toEqual([0n, 12000n])
    await recordHistory('own-loan-repayment-undone', loan)
  })

  it('has interest waived', async () => {
    const { loan, own } = await disbursed()
    await send(own.command('WAIVE_INTEREST', { amount: '5000' }))
    expect(await after(own)).toEqual(['WAIVE_INTEREST POSTED'])
    expect(await own.row()).toMatchObject({ interest_outstanding: 19000n })
    await recordHistory('own-loan-interest-waived', loan)
  })

  it('has a charge waived', async () => {
    const { loan, own } = await disbursed()
    await send(own.addCharge({ dueOn: '2026-01-25' }))
    expect(await own.row()).toMatchObject({ fees_outstanding: 5000n })
    const chargeEventId = (await own.events())[3]?.eventId ?? ''
    await send(own.command('WAIVE_CHARGE', { chargeEventId, index: 0, installment: null }))
    expect(await after(own)).toEqual(['ADD_CHARGE POSTED', 'WAIVE_CHARGE POSTED'])
    expect(await own.row()).toMatchObject({ fees_outstanding: 0n })
    await recordHistory('own-loan-charge-waived', loan)
  })

  it('is written off, and goes on where that is undone', async () => {
    const { loan, own } = await disbursed()
    await send(own.command('WRITE_OFF', {}))
    expect(await own.row()).toMatchObject({ status: 'Closed (written off)' })
    await send(own.command('UNDO_WRITE_OFF', {}), own.repay('100'))
    expect(await after(own)).toEqual([
      ...['WRITE_OFF REVERSED', 'UNDO_WRITE_OFF POSTED', 'REPAY POSTED'],
    ])
    expect(await own.row()).toMatchObject({ status: 'Active' })
    await recordHistory('own-loan-written-off-and-undone', loan)
  })

  it('gives back what was paid in advance', async () => {
    const { loan, own } = await disbursed()
    await send(own.repay('50000'), own.command('REFUND', { amount: '30000' }))
    expect(await after(own)).toEqual(['REPAY POSTED', 'REFUND POSTED'])
    expect(await own.row()).toMatchObject({ status: 'Active', principal_outstanding: 1192000n })
    await recordHistory('own-loan-refunded', loan)
  })

  it('pays out what was paid too much', async () => {
    const { loan, own } = await disbursed()
    await send(own.repay('1234000'))
    expect(await own.row()).toMatchObject({ status: 'Overpaid', credit_balance: 10000n })
    await send(own.command('CREDIT_REFUND', { amount: '10000' }))
    expect(await after(own)).toEqual(['REPAY POSTED', 'CREDIT_REFUND POSTED'])
    expect(await own.row()).toMatchObject({ status: 'Closed (obligations met)' })
    await recordHistory('own-loan-credit-paid-out', loan)
  })

  it('pays another with its credit, and takes it back where that is undone', async () => {
    const [giving, taking] = [await disbursed(), await disbursed()]
    await send(giving.own.repay('1232000'))
    const transfers = new CreditTransfers({
      ...{ database: stack.database, clock, logger: pino({ level: 'silent' }) },
      tell: (event) => stack.teller.signal(event),
      settled: (eventId, waitMs) => stack.intake.settled(eventId, waitMs),
    })
    const transferId = randomUUID()
    const said = { amount: '5000', transferId, toLoanId: taking.own.ref.loanId }
    await transfers.begin(giving.own.command('CREDIT_OUT', said))
    const gone = await transfers.follow(transferId, patience(20_000))
    expect(gone).toEqual({ status: 'DONE', refusal: null })
    expect(await after(giving.own)).toEqual(['REPAY POSTED', 'CREDIT_OUT POSTED'])
    expect(await after(taking.own)).toEqual(['REPAY POSTED'])

    await send(await taking.own.reversal(4))
    await transfers.follow(transferId, patience(20_000))
    expect(await after(giving.own)).toEqual([
      ...['REPAY POSTED', 'CREDIT_OUT REVERSED', 'REVERSAL POSTED'],
    ])
    expect(await after(taking.own)).toEqual(['REPAY REVERSED', 'REVERSAL POSTED'])
    await recordHistory('own-loan-credit-given', giving.loan)
    await recordHistory('own-loan-credit-taken', taking.loan)
  })

  it('accrues at the month’s end and is fined when it is overdue', async () => {
    const { loan, own } = await disbursed({
      overdue: { graceDays: 2, rate: { amount: '1500' }, every: null },
    })
    const due = async (day: string, outcomes: number) => {
      clock.set(`${day}T00:00:00Z`)
      await stack.teller.due(loan.ref)
      await eventually(`what is due on ${day}`, async () =>
        (await after(own)).length === outcomes ? true : undefined,
      )
      await loan.settled()
    }
    await due('2026-02-01', 1)
    await due('2026-02-13', 2)
    expect(await after(own)).toEqual(['ACCRUAL POSTED', 'PENALTY POSTED'])
    expect(await own.row()).toMatchObject({ penalties_outstanding: 1500n })
    await recordHistory('own-loan-accrued-and-fined', loan)
  })
})
