import { dueEvents, nextWake } from '../../../src/domain/engine/due/due'
import type { DerivedLoan, Split } from '../../../src/domain/engine/derived-loan'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import type { OverdueRule } from '../../../src/domain/events/lending/loan-terms'
import type { DueEvent } from '../../../src/domain/engine/due/due-event'
import { addDays } from '../../../src/domain/values/calendar'
import { fact } from '../../support/lending-facts'
import { ownLoan, splitOf } from '../books/lending/own-loan'

const disburse = fact(1, 'DISBURSE', '2026-01-10', { amount: '1200000', vatRate: '0.18' })
const repay = (seq: number, date: string) =>
  fact(seq, 'REPAY', date, { amount: '612000', transfer: null })
const month = (seq: number, through: string) =>
  fact(seq, 'ACCRUAL', through, { of: 'INTEREST', through })
const charges = (seq: number, through: string) =>
  fact(seq, 'ACCRUAL', through, { of: 'CHARGES', through })
const penalty = (seq: number, date: string, installment: number, occurrence: number) =>
  fact(seq, 'PENALTY', date, { installment, occurrence })

const WEEKLY: OverdueRule = {
  graceDays: 3,
  rate: { amount: '2500' },
  every: { count: 1, unit: 'WEEKS' },
}

interface Given {
  interest?: bigint
  fee?: { dueOn: string | null; amount: bigint }
  splits?: readonly Split[]
  overdue?: OverdueRule | null
}

/** 12,000 flat at 1 % a month: two installments of 6,000 and 120, due on 10 February and March. */
function loan({ interest = 12000n, fee, splits = [], overdue = null }: Given = {}): DerivedLoan {
  const fees = fee?.amount ?? 0n
  const made = ownLoan(
    ['2026-01-10', '2026-02-10', '2026-03-10'],
    [
      { principal: 600000n, interest },
      { principal: 600000n, interest, fees },
    ],
    [splitOf(disburse, { principal: 1200000n }), ...splits],
    fee === undefined ? [] : [fee],
  )
  return { ...made, overdue }
}

const claims = (given: DerivedLoan, live: readonly LendingFact[], today: string) =>
  dueEvents(given, [disburse, ...live], today).map(({ claim }) => claim)

const wake = (given: DerivedLoan, live: readonly LendingFact[], today: string) => {
  const next = nextWake(given, [disburse, ...live], today)
  return next === null ? null : `${next.after}: ${next.event.claim}`
}

const paid = (event: LendingFact, installment: number, left: bigint, interest = 12000n) =>
  splitOf(event, { principal: 600000n, interest, totalAfter: left }, [
    { installment, kind: 'PAID', principal: -600000n, interest: -interest },
  ])

describe('interest by the clock', () => {
  it('is due when a month is over, not on its last day', () => {
    expect(claims(loan(), [], '2026-01-31')).toEqual([])
    expect(claims(loan(), [], '2026-02-01')).toEqual(['ACCRUAL INTEREST 2026-01-31'])
    expect(wake(loan(), [], '2026-01-31')).toBe('2026-01-31: ACCRUAL INTEREST 2026-01-31')
  })

  it('is made up month by month, oldest first, through the month of the last due date', () => {
    expect(claims(loan(), [], '2026-07-15')).toEqual([
      'ACCRUAL INTEREST 2026-01-31',
      'ACCRUAL INTEREST 2026-02-28',
      'ACCRUAL INTEREST 2026-03-31',
    ])
    expect(claims(loan(), [month(2, '2026-01-31')], '2026-03-01')).toEqual([
      'ACCRUAL INTEREST 2026-02-28',
    ])
    const all = [month(2, '2026-01-31'), month(3, '2026-02-28'), month(4, '2026-03-31')]
    expect(wake(loan(), all, '2026-07-15')).toBeNull()
  })

  it('wakes at once where something is missing', () => {
    expect(wake(loan(), [], '2026-07-15')).toBe('2026-01-31: ACCRUAL INTEREST 2026-01-31')
  })

  it('carries what it takes to be staged', () => {
    const [event] = dueEvents(loan(), [disburse], '2026-02-01')
    expect(event).toEqual({
      kind: 'ACCRUAL',
      effectiveDate: '2026-01-31',
      claim: 'ACCRUAL INTEREST 2026-01-31',
      payload: { of: 'INTEREST', through: '2026-01-31' },
    })
  })

  it('is not due where there is none', () => {
    expect(claims(loan({ interest: 0n }), [], '2026-07-15')).toEqual([])
    expect(wake(loan({ interest: 0n }), [], '2026-01-15')).toBeNull()
  })

  it('is not due behind the payment that closes the loan', () => {
    const [first, last] = [repay(2, '2026-02-05'), repay(3, '2026-02-20')]
    const closed = loan({ splits: [paid(first, 1, 612000n), paid(last, 2, 0n)] })
    expect(claims(closed, [first, last], '2026-07-15')).toEqual(['ACCRUAL INTEREST 2026-01-31'])
    expect(wake(closed, [month(4, '2026-01-31'), first, last], '2026-02-21')).toBeNull()
  })

  it('is not due where all that has elapsed is waived; the next month end is', () => {
    const waiver = fact(2, 'WAIVE_INTEREST', '2026-01-20', { amount: '20000' })
    const waived = loan({ splits: [splitOf(waiver, { interest: 20000n })] })
    expect(claims(waived, [waiver], '2026-03-01')).toEqual([])
    expect(wake(waived, [waiver], '2026-01-20')).toBe('2026-03-31: ACCRUAL INTEREST 2026-03-31')
  })

  it('is not due behind a write-off', () => {
    const writeOff = fact(2, 'WRITE_OFF', '2026-02-15', {})
    const given = { principal: 1200000n, interest: 24000n, totalAfter: 0n }
    const writtenOff = loan({ splits: [splitOf(writeOff, given)] })
    expect(claims(writtenOff, [writeOff], '2026-07-15')).toEqual(['ACCRUAL INTEREST 2026-01-31'])
    expect(wake(writtenOff, [month(3, '2026-01-31'), writeOff], '2026-02-16')).toBeNull()
  })

  it('is not due on a loan that is not paid out', () => {
    const made = loan()
    const submitted = { ...made, timeline: { ...made.timeline, disbursedOn: null } }
    expect(claims(submitted, [], '2026-07-15')).toEqual([])
    expect(wake(submitted, [], '2026-07-15')).toBeNull()
  })
})

describe('charges by the clock', () => {
  const fee = { dueOn: '2026-02-20', amount: 5000n }

  it('are due on their day', () => {
    const noInterest = loan({ interest: 0n, fee })
    expect(claims(noInterest, [], '2026-02-19')).toEqual([])
    expect(claims(noInterest, [], '2026-02-20')).toEqual(['ACCRUAL CHARGES 2026-02-20'])
    expect(wake(noInterest, [], '2026-02-19')).toBe('2026-02-19: ACCRUAL CHARGES 2026-02-20')
    expect(wake(noInterest, [charges(2, '2026-02-20')], '2026-02-20')).toBeNull()
  })

  it('are due with their installment where they have no day of their own', () => {
    const each = loan({ interest: 0n, fee: { dueOn: null, amount: 5000n } })
    expect(claims(each, [], '2026-03-10')).toEqual(['ACCRUAL CHARGES 2026-03-10'])
  })

  it('are not due where they are paid before', () => {
    const early = fact(2, 'REPAY', '2026-02-12', { amount: '5000', transfer: null })
    const settled = loan({ interest: 0n, fee, splits: [splitOf(early, { fees: 5000n })] })
    expect(claims(settled, [early], '2026-02-20')).toEqual([])
  })

  it('far behind the last installment make no month end of the time between', () => {
    const far = loan({ fee: { dueOn: '9799-12-31', amount: 5000n } })
    const months = [month(2, '2026-01-31'), month(3, '2026-02-28'), month(4, '2026-03-31')]
    expect(wake(far, months, '2026-04-01')).toBe('9799-12-30: ACCRUAL CHARGES 9799-12-31')
  })

  it('come between the month ends', () => {
    expect(claims(loan({ fee }), [], '2026-03-05')).toEqual([
      'ACCRUAL INTEREST 2026-01-31',
      'ACCRUAL CHARGES 2026-02-20',
      'ACCRUAL INTEREST 2026-02-28',
    ])
  })
})

describe('what falls due at one midnight', () => {
  it('is told in the order of its own days', () => {
    const both = loan({ fee: { dueOn: '2026-02-01', amount: 5000n } })
    expect(claims(both, [], '2026-01-31')).toEqual([])
    expect(claims(both, [], '2026-02-01')).toEqual([
      'ACCRUAL INTEREST 2026-01-31',
      'ACCRUAL CHARGES 2026-02-01',
    ])
  })
})

describe('penalties by the clock', () => {
  const overdue = { interest: 0n, overdue: WEEKLY }

  it('are due on the day behind the grace, and again as the rule says', () => {
    expect(claims(loan(overdue), [], '2026-02-13')).toEqual([])
    expect(claims(loan(overdue), [], '2026-02-14')).toEqual(['PENALTY 1 1'])
    const charged = [penalty(2, '2026-02-14', 1, 1)]
    expect(claims(loan(overdue), charged, '2026-02-28')).toEqual(['PENALTY 1 2', 'PENALTY 1 3'])
    expect(wake(loan(overdue), charged, '2026-02-14')).toBe('2026-02-20: PENALTY 1 2')
    expect(dueEvents(loan(overdue), [disburse], '2026-02-14')).toEqual([
      {
        kind: 'PENALTY',
        effectiveDate: '2026-02-14',
        claim: 'PENALTY 1 1',
        payload: { date: '2026-02-14', installment: 1, occurrence: 1 },
      },
    ])
  })

  it('are due once where the rule says so', () => {
    const once = loan({ interest: 0n, overdue: { ...WEEKLY, every: null } })
    expect(claims(once, [], '2026-12-31')).toEqual(['PENALTY 1 1', 'PENALTY 2 1'])
    const both = [penalty(2, '2026-02-14', 1, 1), penalty(3, '2026-03-14', 2, 1)]
    expect(wake(once, both, '2026-12-31')).toBeNull()
  })

  it('are not due where the installment is paid before their day', () => {
    const before = repay(2, '2026-02-13')
    const sameDay = repay(2, '2026-02-14')
    const given = (event: LendingFact) =>
      loan({ ...overdue, splits: [paid(event, 1, 600000n, 0n)] })
    expect(claims(given(before), [before], '2026-03-10')).toEqual([])
    expect(claims(given(sameDay), [sameDay], '2026-03-10')).toEqual(['PENALTY 1 1'])
    expect(wake(given(before), [before], '2026-03-10')).toBe('2026-03-13: PENALTY 2 1')
  })

  it('are looked for ahead of the due date', () => {
    expect(wake(loan(overdue), [], '2026-01-10')).toBe('2026-02-13: PENALTY 1 1')
  })
})

/** Stages what is due, as the pass does. */
function staged(events: readonly DueEvent[], seq: number): LendingFact[] {
  return events.map((event, at) =>
    event.kind === 'ACCRUAL'
      ? fact(seq + at, 'ACCRUAL', event.effectiveDate, event.payload)
      : fact(seq + at, 'PENALTY', event.effectiveDate, event.payload),
  )
}

describe('the clock', () => {
  const given = loan({ fee: { dueOn: '2026-02-20', amount: 5000n }, overdue: WEEKLY })

  it('finds nothing more once what is due is staged', () => {
    for (const today of ['2026-01-31', '2026-02-14', '2026-03-01', '2026-08-15']) {
      const live = [disburse, ...staged(dueEvents(given, [disburse], today), 2)]
      expect(dueEvents(given, live, today)).toEqual([])
    }
  })

  it('wakes on every day on which something is due, and on no other', () => {
    let live: LendingFact[] = [disburse]
    let wakeAfter = nextWake(given, live, '2026-01-10')?.after ?? ''
    for (let today = '2026-01-10'; today < '2026-06-01'; today = addDays(today, 1)) {
      const due = dueEvents(given, live, today)
      expect([today, due.length > 0]).toEqual([today, wakeAfter < today])
      live = [...live, ...staged(due, live.length + 1)]
      wakeAfter = nextWake(given, live, today)?.after ?? '9999-12-31'
    }
    expect(live).toHaveLength(1 + 3 + 1 + 16 + 12)
  })

  it('makes up in one go what it would have told day by day', () => {
    const late = dueEvents(given, [disburse], '2026-05-31').map(({ claim }) => claim)
    const daily = new Set<string>()
    let live: LendingFact[] = [disburse]
    for (let today = '2026-01-10'; today <= '2026-05-31'; today = addDays(today, 1)) {
      const due = dueEvents(given, live, today)
      for (const { claim } of due) daily.add(claim)
      live = [...live, ...staged(due, live.length + 1)]
    }
    expect(late).toEqual([...daily])
  })
})

describe('Penalties of many days', () => {
  const DAILY: OverdueRule = {
    graceDays: 0,
    rate: { amount: '100' },
    every: { count: 1, unit: 'DAYS' },
  }
  const overdue = loan({ interest: 0n, overdue: DAILY })
  const events = (count: number) =>
    Array.from({ length: count }, (_, nth) => penalty(nth + 2, '2026-01-11', 9, nth))

  it('stop where a loan has 800 events, and the loan is not looked at for them any more', () => {
    expect(claims(overdue, events(797), '2026-02-20')).toEqual(['PENALTY 1 1', 'PENALTY 1 2'])
    expect(claims(overdue, events(799), '2026-02-20')).toEqual([])
    expect(wake(overdue, events(797), '2026-02-10')).toBe('2026-02-10: PENALTY 1 1')
    expect(wake(overdue, events(799), '2026-02-20')).toBeNull()
  })

  it('leave the months’ ends of such a loan as they were', () => {
    const bearing = loan({ overdue: DAILY })
    expect(claims(bearing, events(850), '2026-03-01')).toEqual([
      ...['ACCRUAL INTEREST 2026-01-31', 'ACCRUAL INTEREST 2026-02-28'],
    ])
    expect(wake(bearing, events(850), '2026-02-20')).toBe('2026-01-31: ACCRUAL INTEREST 2026-01-31')
  })
})
