import fc from 'fast-check'
import { deriveLoan } from '../../../../src/domain/engine/derive'
import type { DerivedLoan } from '../../../../src/domain/engine/derived-loan'
import { judgeCommand } from '../../../../src/domain/engine/judge/judge-command'
import { liveAfter, withdrawnBy } from '../../../../src/domain/engine/live-events'
import { PORTIONS, sumOf } from '../../../../src/domain/engine/portions'
import { LMS_REFUSALS } from '../../../../src/domain/engine/refusals/refusals'
import type { LendingEvent, LendingFact } from '../../../../src/domain/events/lending/lending-event'
import { completeTerms } from '../../../../src/domain/engine/terms'
import { LENDING_KINDS } from '../../../../src/domain/events/lending/lending-kinds'
import { addDays } from '../../../../src/domain/values/calendar'
import { anyEvent } from '../../../support/lending-facts'
import { ownLife } from '../../../support/own-lives'
import type { Life } from '../../../support/own-lives'
import { runs } from '../../../support/runs'

const BEGIN = '2025-01-10'
const TODAY = '2025-07-15'
const NAMING = { loanId: '11' }

/** What somebody sends, sensible or not. */
interface Sent {
  kind: LendingEvent['kind']
  /** Days after the application; may be before it, or after today. */
  day: number
  /** Of a thousand, of the loan's principal. */
  share: number
  /** Which of what there is. */
  pick: number
}

const KINDS = [...LENDING_KINDS.filter((kind) => kind !== 'SUBMIT'), 'REVERSAL'] as const
/** What brings a loan on its way comes more often than its turn among all kinds. */
const WAY = ['APPROVE', 'DISBURSE', 'REPAY', 'REPAY', 'REPAY', 'ADD_CHARGE', 'REVERSAL'] as const

const sent: fc.Arbitrary<Sent> = fc.record({
  kind: fc.constantFrom<Sent['kind']>(...KINDS, ...WAY),
  day: fc.oneof(fc.integer({ min: 0, max: 186 }), fc.integer({ min: -5, max: 190 })),
  share: fc.oneof(fc.constantFrom(0, 1000), fc.integer({ min: 0, max: 1500 })),
  pick: fc.nat({ max: 1000 }),
})

const approved: Sent = { kind: 'APPROVE', day: 1, share: 1000, pick: 0 }
const paidOut: Sent = { kind: 'DISBURSE', day: 2, share: 1000, pick: 0 }

const paid = (share: number): Sent => ({ kind: 'REPAY', day: 3, share, pick: 0 })

const life = fc.record({
  of: ownLife,
  way: fc
    .tuple(
      fc.constantFrom(...[[], [approved], [approved, paidOut], [approved, paidOut, paid(600)]], [
        approved,
        paidOut,
        paid(2000),
      ]),
      fc.array(sent, { minLength: 1, maxLength: 30 }),
    )
    .map(([begin, rest]) => [...begin, ...rest]),
})

const LOAN: Life = {
  ...{ charges: [], settlementRebate: false, attempts: [] },
  terms: completeTerms({
    ...{ principal: '100000', numberOfRepayments: 3, interestRate: '1', ratePeriod: 'MONTH' },
  }),
  overdue: { graceDays: 0, rate: { amount: '7' }, every: null },
}
const send = (kind: Sent['kind'], day: number, share = 1000, pick = 0): Sent => {
  return { kind, day, share, pick }
}
const PAID_OUT = [approved, paidOut]
const ADDED = [send('ADD_CHARGE', 40, 500, 1), send('ADD_CHARGE', 41, 500, 1)]
/** What makes each kind accepted, whatever chance brings: the last of its way is of that kind. */
const WAYS: Record<Exclude<Sent['kind'], 'SUBMIT'>, readonly Sent[]> = {
  APPROVE: [approved],
  REJECT: [send('REJECT', 1)],
  WITHDRAW: [send('WITHDRAW', 1)],
  DISBURSE: PAID_OUT,
  REPAY: [...PAID_OUT, paid(600)],
  ADD_CHARGE: [...PAID_OUT, ...ADDED],
  WAIVE_CHARGE: [...PAID_OUT, ...ADDED, send('WAIVE_CHARGE', 40, 1000, 2)],
  WAIVE_INTEREST: [...PAID_OUT, send('WAIVE_INTEREST', 186, 200, 1)],
  WRITE_OFF: [...PAID_OUT, send('WRITE_OFF', 186)],
  REFUND: [...PAID_OUT, paid(600), send('REFUND', 4, 100)],
  CREDIT_REFUND: [...PAID_OUT, paid(2000), send('CREDIT_REFUND', 186, 100)],
  CREDIT_OUT: [...PAID_OUT, paid(2000), send('CREDIT_OUT', 186, 100)],
  UNDO_APPROVAL: [approved, send('UNDO_APPROVAL', 186)],
  UNDO_DISBURSAL: [...PAID_OUT, send('UNDO_DISBURSAL', 186)],
  UNDO_WRITE_OFF: [...PAID_OUT, send('WRITE_OFF', 186), send('UNDO_WRITE_OFF', 186)],
  ACCRUAL: [...PAID_OUT, send('ACCRUAL', 90, 5, 0)],
  PENALTY: [...PAID_OUT, send('PENALTY', 90, 5, 0)],
  REVERSAL: [...PAID_OUT, paid(600), send('REVERSAL', 3, 0, 3)],
}

/** Any life, and beside chance one of each kind. */
const RUNS = {
  ...runs(100),
  examples: Object.values(WAYS).map((way): [{ of: Life; way: Sent[] }] => [
    { of: LOAN, way: [...way] },
  ]),
}

interface Judged {
  event: LendingEvent
  before: readonly LendingFact[]
  judgement: ReturnType<typeof judgeCommand>
}

/** Judges all that is sent, each on what those before it left. */
function* judged(of: Life, way: readonly Sent[]): Generator<Judged> {
  let live: readonly LendingFact[] = []
  const events = [application(of)]
  for (let next = 0; next <= way.length; next += 1) {
    const one = way[next - 1]
    const event = one === undefined ? events[0] : commandOf(one, live, next + 1, of)
    if (event === undefined) continue
    const before = Object.freeze([...live])
    const judgement = judgeCommand(before, event, NAMING)
    yield { event, before, judgement }
    if (!judgement.accepted) {
      if (next === 0) return
      continue
    }
    const judgedAmount = judgement.amount === null ? null : BigInt(judgement.amount)
    live = liveAfter({ ...event, judgedAmount } as LendingEvent, live)
  }
}

function application({ terms, charges, overdue }: Life): LendingEvent {
  return anyEvent(1, 'SUBMIT', BEGIN, {
    today: TODAY,
    customerId: 'C-1',
    customerActiveSince: '2025-01-08',
    product: { no: 1, code: 'P', version: 1 },
    ...{ terms, charges, overdue, settlementRebate: false },
    ...{ submittedOn: BEGIN, expectedDisbursementOn: addDays(BEGIN, 2) },
  })
}

function commandOf(
  { kind, day, share, pick }: Sent,
  live: readonly LendingFact[],
  seq: number,
  { terms, overdue }: Life,
): LendingEvent | undefined {
  const date = addDays(BEGIN, dayOf(kind, day, pick))
  const chosen = live[pick % live.length]
  const charging = live.filter((event) => ['SUBMIT', 'ADD_CHARGE', 'PENALTY'].includes(event.kind))
  const most = BigInt(terms.principal) / (pick % 3 === 1 ? 200n : 1n)
  const amount = String((most * BigInt(share)) / 1000n)
  const payload = {
    ...{ today: TODAY, amount, expectedDisbursementOn: null, vatRate: '0', transfer: null },
    ...{ transferId: 'X-1', toLoanId: 'L-2', of: 'INTEREST', through: date },
    ...{
      installment: kind === 'WAIVE_CHARGE' && pick % 2 === 0 ? null : 1,
      occurrence: pick,
      index: pick % 2,
      reversalDate: date,
      cascade: false,
    },
    eventId: pick % 50 === 0 ? 'none' : chosen?.eventId,
    chargeEventId: charging[pick % charging.length]?.eventId,
    charge: {
      ...{ index: 0, time: pick % 3 === 0 ? 'INSTALLMENT' : 'DUE_DATE', penalty: pick % 2 === 0 },
      ...{ rate: { amount: String(share) }, dueOn: pick % 3 === 0 ? null : date },
    },
  }
  if (kind === 'PENALTY' && overdue === null) return undefined
  return anyEvent(seq, kind, date, payload)
}

/** Half of what ends or undoes something comes when all else has happened. */
function dayOf(kind: Sent['kind'], day: number, pick: number): number {
  if (kind === 'APPROVE' || kind === 'DISBURSE') return day % 4
  const isLate = /^UNDO|^CREDIT|WRITE_OFF/.test(kind) && pick % 2 === 0
  return isLate ? 186 : day
}

describe('any command on a loan of our own LMS', () => {
  it('is judged alike twice, and changes nothing where it is refused', () => {
    fc.assert(
      fc.property(life, ({ of, way }) => {
        for (const { event, before, judgement } of judged(of, way)) {
          expect(judgeCommand(before.toReversed(), event, NAMING)).toEqual(judgement)
        }
      }),
      RUNS,
    )
  })

  it('that is refused says by its own rule why, with nothing left open in the text', () => {
    fc.assert(
      fc.property(life, ({ of, way }) => {
        for (const { judgement } of judged(of, way)) {
          if (judgement.accepted) continue
          const { code, message } = judgement.refusal
          const { status, globalCode } = LMS_REFUSALS[code]
          expect(message.startsWith(`lms: status=${status} code="${globalCode}": `)).toBe(true)
          expect(message).not.toMatch(/[{}?]|undefined|null|: $/)
        }
      }),
      RUNS,
    )
  })

  it('that is accepted withdraws what was live, and leaves a loan that adds up', () => {
    fc.assert(
      fc.property(life, ({ of, way }) => {
        for (const { event, before, judgement } of judged(of, way)) {
          if (!judgement.accepted) continue
          for (const fact of withdrawnBy(event, before)) expect(before).toContain(fact)
          const judgedAmount = judgement.amount === null ? null : BigInt(judgement.amount)
          adds(deriveLoan(liveAfter({ ...event, judgedAmount } as LendingEvent, before)))
        }
      }),
      RUNS,
    )
  })

  it.each(Object.entries(WAYS))('is accepted as %s on its way', (kind, way) => {
    const last = [...judged(LOAN, way)].at(-1)
    expect([last?.event.kind, last?.judgement]).toMatchObject([kind, { accepted: true }])
  })

  it('is refused by most rules', () => {
    const refused = new Set<string>()
    // What chance reaches is counted of one seed, so that only the lives or the rules change it.
    for (const { of, way } of fc.sample(life, { numRuns: 150, seed: 11 })) {
      for (const { judgement } of judged(of, way)) {
        if (!judgement.accepted) refused.add(judgement.refusal.code)
      }
    }
    expect(refused.size).toBeGreaterThan(35)
  })
})

function adds({ status, schedule, totals, splits }: DerivedLoan): void {
  for (const row of schedule) {
    for (const portion of PORTIONS) {
      const of = [row.owed, row.paid, row.waived, row.writtenOff].map((part) => part[portion])
      for (const part of of) expect(part).toBeGreaterThanOrEqual(0n)
      const [owed = 0n, ...settled] = of
      expect(settled.reduce((sum, part) => sum + part, 0n)).toBeLessThanOrEqual(owed)
    }
  }
  expect(totals.overpaid).toBeGreaterThanOrEqual(0n)
  const outstanding = sumOf(totals.outstanding)
  if (outstanding > 0n && splits.length > 0) expect(status).toBe('Active')
  if (status === 'Overpaid') expect([outstanding, totals.overpaid > 0n]).toEqual([0n, true])
}
