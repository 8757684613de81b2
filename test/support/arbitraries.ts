import fc from 'fast-check'
import { addDays, addMonths, lastDayOfMonth, monthOf } from '../../src/domain/values/calendar'
import type { CivilDate } from '../../src/domain/values/calendar'
import type { LoanEventKind } from '../../src/domain/events/kinds'
import type { LoanEvent } from '../../src/domain/events/stream-event'
import { initialPosition, judgeEvent } from '../../src/domain/pushed/judge-event'
import type { LoanPosition } from '../../src/domain/pushed/position'
import { vatOn } from '../../src/domain/values/vat'
import {
  creditRefund,
  disbursement,
  earlySettlement,
  repayment,
  revenueReport,
  writeOff,
} from './loan-events'

const START: CivilDate = '2024-11-20'

/** A day of the year that stories play in. */
const storyDate: fc.Arbitrary<CivilDate> = fc
  .integer({ min: 0, max: 365 })
  .map((days) => addDays(START, days))

/** An amount said in relation to what is open, so that the borders are hit often. */
type Amount = { ofOpen: -1 | 0 | 1 } | { minor: bigint }

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.constantFrom<Amount>({ ofOpen: -1 }, { ofOpen: 0 }, { ofOpen: 1 }, { minor: 0n }),
  fc.bigInt({ min: 1n, max: 1500n }).map((minor) => ({ minor })),
)

function resolve(chosen: Amount, open: bigint): string {
  const minor = 'minor' in chosen ? chosen.minor : open + BigInt(chosen.ofOpen)
  return String(minor < 0n ? 0n : minor)
}

const customerId = fc.oneof({ weight: 40, arbitrary: fc.constant('C-1') }, fc.constant('C-2'))

type Step = (seq: number, position: LoanPosition) => LoanEvent

const disbursementStep: fc.Arbitrary<Step> = fc
  .record({
    customerId,
    amount: fc.bigInt({ min: 1n, max: 2000n }),
    feePercent: fc.integer({ min: 0, max: 90 }),
    vatRate: fc.constantFrom('0', '0.18', '0.075'),
    days: fc.integer({ min: 0, max: 60 }),
  })
  .map((given) => (seq) => {
    const fee = (given.amount * BigInt(given.feePercent)) / 100n
    return disbursement(seq, {
      customerId: given.customerId,
      amount: String(given.amount),
      adminFee: String(fee),
      vat: String(vatOn(fee, given.vatRate)),
      vatRate: given.vatRate,
      date: addDays(START, given.days),
    })
  })

const revenueStep: fc.Arbitrary<Step> = fc
  .record({ customerId, months: fc.integer({ min: 0, max: 12 }), amount })
  .map(
    (given) => (seq, position) =>
      revenueReport(seq, {
        customerId: given.customerId,
        month: monthOf(addMonths(START, given.months)),
        amount: resolve(given.amount, position.creditBalance),
      }),
  )

const receiptOf = (build: typeof repayment | typeof earlySettlement): fc.Arbitrary<Step> =>
  fc
    .record({
      customerId,
      principal: amount,
      interest: amount,
      fee: fc.bigInt({ min: 0n, max: 50n }),
      date: storyDate,
    })
    .map(
      (given) => (seq, position) =>
        build(seq, {
          customerId: given.customerId,
          principal: resolve(given.principal, position.principalOutstanding),
          interest: resolve(given.interest, position.interestOutstanding),
          fee: String(given.fee),
          feeName: given.fee > 0n ? 'Late fee' : '',
          date: given.date,
        }),
    )

const creditRefundStep: fc.Arbitrary<Step> = fc.record({ customerId, amount, date: storyDate }).map(
  (given) => (seq, position) =>
    creditRefund(seq, {
      customerId: given.customerId,
      amount: resolve(given.amount, position.creditBalance),
      date: given.date,
    }),
)

const writeOffStep: fc.Arbitrary<Step> = fc
  .record({ customerId, date: storyDate })
  .map((given) => (seq) => writeOff(seq, given))

/** How often each kind comes; a kind that stories never tell of does not compile. */
const STEPS: Record<LoanEventKind, { weight: number; arbitrary: fc.Arbitrary<Step> }> = {
  DISBURSEMENT: { weight: 3, arbitrary: disbursementStep },
  REVENUE_REPORT: { weight: 18, arbitrary: revenueStep },
  REPAYMENT: { weight: 20, arbitrary: receiptOf(repayment) },
  EARLY_SETTLEMENT: { weight: 4, arbitrary: receiptOf(earlySettlement) },
  CREDIT_REFUND: { weight: 6, arbitrary: creditRefundStep },
  WRITE_OFF: { weight: 1, arbitrary: writeOffStep },
}

const step: fc.Arbitrary<Step> = fc.oneof(...Object.values(STEPS))

interface StoryOptions {
  maxEvents?: number
  /** Stories that mostly begin with their disbursement; true by default. */
  disbursedFirst?: boolean
}

/**
 * The stream of one loan: events numbered from 1, a revenue month at most once, as staging lets
 * them through. Some are refused by the rules. Amounts are small, and often just what is open.
 */
export function loanStory(options: StoryOptions = {}): fc.Arbitrary<LoanEvent[]> {
  const { maxEvents = 20, disbursedFirst = true } = options
  const first = disbursedFirst
    ? fc.oneof({ weight: 20, arbitrary: disbursementStep }, { weight: 1, arbitrary: step })
    : step
  return fc
    .tuple(first, fc.array(step, { maxLength: maxEvents - 1, size: 'max' }))
    .map(([head, tail]) => told([head, ...tail]))
}

function told(steps: readonly Step[]): LoanEvent[] {
  const events: LoanEvent[] = []
  const months = new Set<string>()
  let position = initialPosition()
  for (const make of steps) {
    const event = make(events.length + 1, position)
    if (event.kind === 'REVENUE_REPORT') {
      if (months.has(event.payload.month)) continue
      months.add(event.payload.month)
    }
    const judgement = judgeEvent(position, event)
    if (judgement.accepted) position = judgement.position
    events.push(event)
  }
  return events
}

/** The same stories while a business closes its books further and further. */
export function loanStoryOverClosings(): fc.Arbitrary<LoanEvent[]> {
  const closing = fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3 })
  return fc
    .tuple(loanStory(), fc.array(closing, { minLength: 20, maxLength: 20 }))
    .map(([events, closings]) => {
      let closedThrough: CivilDate | null = null
      return events.map((event, place) => {
        const further = closings[place] ?? null
        if (further !== null) {
          closedThrough = lastDayOfMonth(monthOf(addDays(closedThrough ?? START, further)))
        }
        return withClosedThrough(event, closedThrough)
      })
    })
}

function withClosedThrough(event: LoanEvent, closedThrough: CivilDate | null): LoanEvent {
  // Each kind keeps the payload that is its own, which the compiler cannot see across the union.
  return { ...event, payload: { ...event.payload, closedThrough } } as LoanEvent
}
