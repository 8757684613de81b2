import type { EventKind } from '../../events/kinds'
import type { AccrualPayload, PenaltyPayload } from '../../events/lending/lending-payloads'
import type { StagedContext } from '../../events/staged-context'
import { addDays } from '../../values/calendar'
import type { CivilDate } from '../../values/calendar'

interface DueEventOf<Kind, Payload extends StagedContext> {
  kind: Kind
  effectiveDate: CivilDate
  /** Unique among what its loan has live: nothing falls due twice. */
  claim: string
  /** Without the context, which its loan has. */
  payload: Omit<Payload, keyof StagedContext>
}

/** What falls due on a loan by the clock. */
export type DueEvent = DueEventOf<'ACCRUAL', AccrualPayload> | DueEventOf<'PENALTY', PenaltyPayload>

const BY_THE_CLOCK: readonly EventKind[] = ['ACCRUAL', 'PENALTY'] satisfies DueEvent['kind'][]

export function isByClock({ kind }: { kind: EventKind }): boolean {
  return BY_THE_CLOCK.includes(kind)
}

export interface Dues {
  /** Due by now, and not in the loan's stream. */
  missing: DueEvent[]
  /** What will be due next, if nothing happens. */
  coming: DueEvent[]
}

export function accrual(of: AccrualPayload['of'], through: CivilDate): DueEvent {
  const claim = `ACCRUAL ${of} ${through}`
  return { kind: 'ACCRUAL', effectiveDate: through, claim, payload: { of, through } }
}

export function penalty(installment: number, occurrence: number, date: CivilDate): DueEvent {
  const claim = `PENALTY ${installment} ${occurrence}`
  return { kind: 'PENALTY', effectiveDate: date, claim, payload: { date, installment, occurrence } }
}

/** The day that has to be over: a month end itself, and the day before all that has a day of its own. */
export function dueAfter(event: DueEvent): CivilDate {
  const isMonthEnd = event.kind === 'ACCRUAL' && event.payload.of === 'INTEREST'
  return isMonthEnd ? event.effectiveDate : addDays(event.effectiveDate, -1)
}

/** Oldest first, which is also the order in which they fall due. */
export function oldestFirst(one: DueEvent, other: DueEvent): number {
  return placeOf(one) < placeOf(other) ? -1 : 1
}

function placeOf(event: DueEvent): string {
  return `${event.effectiveDate} ${dueAfter(event)} ${event.claim}`
}
