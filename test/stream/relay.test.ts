import { pino } from 'pino'

import type { ToldEvent } from '../../src/contract/loan-messages'
import { Relay } from '../../src/stream/relay'
import { takeDue, tellSoon } from '../../src/stream/relay-schedule'
import { eventually } from '../support/eventually'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'

const logger = pino({ level: 'silent' })

describe('The relay', () => {
  let stack: LoanStack
  beforeEach(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.close())

  async function stagedLoan(): Promise<TestLoan> {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), loan.repayment({ principal: '100' }))
    return loan
  }

  async function makeDue(): Promise<void> {
    await stack.database.query(
      'test_due',
      `UPDATE loan_stream SET retell_at = now() - interval '1 second'`,
    )
  }

  it('leaves a loan half a minute to be told by whoever staged', async () => {
    const loan = await stagedLoan()
    expect(await takeDue(stack.database)).toEqual([])
    const { retellIn } = await loan.stream()
    expect(retellIn).toBeGreaterThan(25)
    expect(retellIn).toBeLessThanOrEqual(30)
  })

  it('tells the first staged event of a loan, as it was staged', async () => {
    const loan = await stagedLoan()
    await makeDue()
    const [{ eventId } = { eventId: '' }] = await loan.events()
    const { effectiveDate } = loan.disbursement()
    const figures = { amount: '2500000', adminFee: '0', vat: '0' }
    expect(await takeDue(stack.database)).toEqual([
      {
        loan: loan.ref,
        envelope: { eventId, seq: 1, kind: 'DISBURSEMENT', effectiveDate, figures },
      },
    ])
  })

  it('waits twice as long with each try, up to an hour', async () => {
    const loan = await stagedLoan()
    const waits: number[] = []
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await makeDue()
      expect(await takeDue(stack.database)).toHaveLength(1)
      waits.push(Math.round((await loan.stream()).retellIn ?? 0))
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600])
  })

  it('starts counting anew when the loan has moved', async () => {
    const loan = await stagedLoan()
    await makeDue()
    await takeDue(stack.database)
    await stack.accounting().post(await stack.lms().take(loan.ref))
    expect(await loan.stream()).toMatchObject({ busy: false, retellAttempts: 0, retellIn: null })
    await makeDue()
    expect(await takeDue(stack.database)).toEqual([])
  })

  it('is told of a failed tell and looks at once', async () => {
    const loan = await stagedLoan()
    await tellSoon(stack.database, loan.ref)
    expect(await takeDue(stack.database)).toHaveLength(1)
  })

  it('shares the loans with other relays, and takes 50 at a time', async () => {
    const loans = await Promise.all(Array.from({ length: 120 }, () => stagedLoan()))
    await makeDue()
    const rounds = await Promise.all([takeDue(stack.database), takeDue(stack.database)])
    expect(rounds.map((round) => round.length)).toEqual([50, 50])
    const rest = await takeDue(stack.database)
    const told = [...rounds, rest].flat().map((event) => event.loan.loanId)
    expect(new Set(told)).toEqual(new Set(loans.map((loan) => loan.ref.loanId)))
    expect(told).toHaveLength(120)
  })

  it('goes on when a loan cannot be told, and stops when asked', async () => {
    const [one, other] = [await stagedLoan(), await stagedLoan()]
    await makeDue()
    const told: ToldEvent[] = []
    const relay = new Relay({
      database: stack.database,
      logger,
      tell: (event) => {
        told.push(event)
        return Promise.reject(new Error('Temporal is away'))
      },
    })
    await eventually('both loans to be told', () => (told.length === 2 ? true : undefined))
    await makeDue()
    await eventually('both loans to be told again', () => (told.length === 4 ? true : undefined))
    await relay.stop()
    await makeDue()
    expect(new Set(told.map((event) => event.loan.loanId))).toEqual(
      new Set([one.ref.loanId, other.ref.loanId]),
    )
    expect(told).toHaveLength(4)
  })
})
