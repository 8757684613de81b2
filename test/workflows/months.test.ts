import { pino } from 'pino'

import type { LoanTerms, OverdueRule } from '../../src/domain/events/lending/loan-terms'
import { addDays, addMonths, lastDayOfMonth, monthOf } from '../../src/domain/values/calendar'
import { fixedClock } from '../../src/platform/clock'
import { DueRelay } from '../../src/stream/due-relay'
import type { CommandRequest, StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { uniqueName } from '../support/harness'
import { LoanStack } from '../support/loan-stack'
import { OwnLoan, TWO_MONTHS } from '../support/own-loan'
import { eventually } from '../support/eventually'

/** 12,000.00 in 24 monthly installments of 500.00 and 120.00, flat. */
const TWO_YEARS: LoanTerms = { ...TWO_MONTHS, numberOfRepayments: 24, loanTerm: 24 }
const START = '2024-01-10'

describe('Loans over the months, on a clock that is set', () => {
  let stack: LoanStack
  let relay: DueRelay
  const clock = fixedClock(`${START}T09:00:00Z`)

  beforeAll(async () => {
    stack = await LoanStack.start({ timers: 'off' }, { lms: { clock } })
    relay = new DueRelay({
      ...{ database: stack.database, clock, logger: pino({ level: 'silent' }) },
      ...{ tell: (loan) => stack.teller.due(loan), graceMs: 0, perSecond: 100 },
    })
    await relay.stop()
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  async function disbursed(overdue: OverdueRule | null = null): Promise<OwnLoan> {
    clock.set(`${START}T09:00:00Z`)
    const ref = { businessId: stack.businessId, loanId: uniqueName('loan') }
    const loan = new OwnLoan({ database: stack.database, clock }, ref)
    await send(loan.submit({ terms: TWO_YEARS, overdue }), loan.approve(), loan.disburse())
    return loan
  }

  async function send(...commands: StageRequest[]): Promise<void> {
    for (const command of commands) await stack.intake.command(command as CommandRequest, 20_000)
  }

  /** Wakes whatever is due by now, and waits until it is done. */
  async function letItFallDue(): Promise<void> {
    await relay.round()
    await eventually('nothing to be due', async () => {
      const [row] = await stack.database.query<{ open: number }>(
        'test_due',
        `SELECT (SELECT count(*) FROM loan_due WHERE wake_at <= $1 OR attempts > 0)::integer
              + (SELECT count(*) FROM loan_stream WHERE busy)::integer AS open`,
        [clock.now()],
      )
      return row?.open === 0 ? true : undefined
    })
  }

  /** By day, those of one kind; `2024-01-31 POSTED`. */
  const daysOf = async (loan: OwnLoan, kind: string) => {
    const rows = await stack.database.query<{ day: string }>(
      'test_days',
      `SELECT e.effective_date || ' ' || e.status AS day
       FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
       WHERE s.external_id = $1 AND e.kind = $2 ORDER BY e.seq`,
      [loan.ref.loanId, kind],
    )
    return rows.map(({ day }) => day)
  }

  const monthEnds = (count: number) =>
    Array.from({ length: count }, (_, nth) => lastDayOfMonth(monthOf(addMonths(START, nth))))

  it('accrue at each month’s end and are fined when overdue, once, for two years', async () => {
    const [paid, unpaid] = [await disbursed(), await disbursed()]
    const fined = await disbursed({ graceDays: 3, rate: { amount: '2500' }, every: null })
    for (const [nth, end] of monthEnds(25).entries()) {
      clock.set(`${end}T23:59:59Z`)
      await letItFallDue()
      clock.advance(1_000)
      await letItFallDue()
      if (nth === 24) break
      clock.set(`${addMonths(START, nth + 1)}T09:00:00Z`)
      await send(paid.repay('62000'))
    }
    const posted = (days: string[]) => days.map((day) => `${day} POSTED`)
    expect(await daysOf(paid, 'ACCRUAL')).toEqual(posted(monthEnds(24)))
    expect(await paid.row()).toMatchObject({ status: 'Closed (obligations met)' })
    expect(await daysOf(unpaid, 'ACCRUAL')).toEqual(posted(monthEnds(25)))
    const fines = Array.from({ length: 24 }, (_, nth) => addDays(addMonths(START, nth + 1), 4))
    expect(await daysOf(fined, 'PENALTY')).toEqual(posted(fines))
    expect(await daysOf(paid, 'PENALTY')).toEqual([])
    const { differences } = await verifyBooks(stack.database)
    expect(differences.items).toEqual([])
  })

  it('make up what fell due while no worker was there, in order, once', async () => {
    const loan = await disbursed()
    await stack.stopWorkers()
    clock.set('2024-05-01T00:00:00Z')
    await relay.round()
    await stack.startWorker()
    await letItFallDue()
    expect(await daysOf(loan, 'ACCRUAL')).toEqual(monthEnds(4).map((day) => `${day} POSTED`))
  })
})
