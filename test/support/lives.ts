import fc from 'fast-check'

import { addDays } from '../../src/domain/values/calendar'
import type { LoanEvent, ReversalEvent } from '../../src/domain/events/stream-event'
import { initialPosition, judgeEvent } from '../../src/domain/pushed/judge-event'
import type { LoanPosition } from '../../src/domain/pushed/position'
import { judgeReversal } from '../../src/domain/restatement/judge-reversal'
import { PaperLedger } from '../../src/verify/paper-ledger'
import { loanStory, loanStoryOverClosings } from './arbitraries'
import { eventIdOf, reversal } from './loan-events'

const FIRST_DAY = '2024-11-20'

/** What happens to a loan next: an event of its story, or the reversal of one that stands. */
type Step = { event: LoanEvent } | Undo

interface Undo {
  target: number
  /** Days from the first on: in no order, and often before an earlier reversal's. */
  day: number
  cascade: boolean
  /** Sent right behind the reversal, dated so many days from the day of the event it corrects. */
  correction: number | null
}

const undo: fc.Arbitrary<Undo> = fc.record({
  target: fc.nat({ max: 1000 }),
  day: fc.integer({ min: 0, max: 500 }),
  cascade: fc.boolean(),
  correction: fc.option(fc.integer({ min: -3, max: 3 }), { nil: null }),
})

/** A story with reversals and corrections anywhere in it, dated as it comes. */
export function life({ closings = false } = {}): fc.Arbitrary<Step[]> {
  const story = closings ? loanStoryOverClosings() : loanStory()
  return fc
    .tuple(story, fc.array(fc.tuple(fc.nat({ max: 25 }), undo), { minLength: 1, maxLength: 8 }))
    .map(([events, undos]) =>
      undos.reduce<Step[]>(
        (steps, [place, step]) => steps.toSpliced(place, 0, step),
        events.map((event) => ({ event })),
      ),
    )
}

/** Tells a loan its life as the saga's two steps do; what the product refuses changes nothing. */
export function live(steps: readonly Step[]) {
  const ledger = new PaperLedger()
  let standing: LoanEvent[] = []
  let position: LoanPosition = initialPosition()
  let seq = 0
  let closedThrough: string | null = null

  const take = (given: LoanEvent) => {
    seq += 1
    const event = { ...given, seq, eventId: eventIdOf(seq) }
    closedThrough = event.payload.closedThrough
    const claimed = standing.some(
      (one) =>
        one.kind === 'REVENUE_REPORT' &&
        event.kind === 'REVENUE_REPORT' &&
        one.payload.month === event.payload.month,
    )
    const judgement = judgeEvent(position, event)
    if (claimed || !judgement.accepted) return
    position = judgement.position
    ledger.post(event)
    standing.push(event)
  }
  const reverse = (target: LoanEvent, day: number, cascade: boolean): void => {
    const reversalDate = addDays(FIRST_DAY, day)
    // The door's own rule: see reversal_refused.
    if (reversalDate < target.effectiveDate) return
    seq += 1
    const undoing: ReversalEvent = reversal(seq, target.eventId, {
      ...{ reversalDate, cascade, closedThrough },
    })
    const judgement = judgeReversal(standing, undoing)
    if (!judgement.accepted) return
    position = judgement.position
    ledger.reverse(undoing, standing)
    standing = standing.filter(({ eventId }) => !judgement.withdrawn.includes(eventId))
  }

  for (const step of steps) {
    if ('event' in step) {
      take(step.event)
      continue
    }
    const target = standing[step.target % Math.max(1, standing.length)]
    if (target === undefined) continue
    reverse(target, step.day, step.cascade)
    if (step.correction !== null) take(corrected(target, step.correction))
  }
  return { ledger, position, standing }
}

function corrected(event: LoanEvent, days: number): LoanEvent {
  if (event.kind === 'REVENUE_REPORT') {
    const amount = String(BigInt(event.payload.amount) + BigInt(days * 5 + 20))
    return { ...event, payload: { ...event.payload, amount } }
  }
  const date = addDays(event.payload.date, days)
  if (event.kind === 'DISBURSEMENT') {
    return { ...event, effectiveDate: date, payload: { ...event.payload, date } }
  }
  if (event.kind === 'WRITE_OFF') {
    return { ...event, effectiveDate: date, payload: { ...event.payload, date } }
  }
  if (event.kind === 'CREDIT_REFUND') {
    const amount = String(BigInt(event.payload.amount) + BigInt(days + 3))
    return { ...event, effectiveDate: date, payload: { ...event.payload, date, amount } }
  }
  const principal = String(BigInt(event.payload.principal) + BigInt(days + 3))
  return { ...event, effectiveDate: date, payload: { ...event.payload, date, principal } }
}
