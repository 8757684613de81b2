import type { LendingFact } from '../../events/lending/lending-event'
import type { CivilDate } from '../../values/calendar'
import type { DerivedLoan } from '../derived-loan'
import { MOST_PENALIZED } from '../most-live'
import { accrualsDue } from './accruals-due'
import { oldestFirst, dueAfter } from './due-event'
import type { DueEvent, Dues } from './due-event'
import { penaltiesDue } from './penalties-due'

/**
 * What has fallen due on a loan by the clock and is not in its stream, oldest first. To be asked
 * again when it is: a penalty changes what a later payment leaves overdue.
 *
 * @param live the events that the loan was derived from
 */
export function dueEvents(
  loan: DerivedLoan,
  live: readonly LendingFact[],
  today: CivilDate,
): DueEvent[] {
  return dueOn(loan, live, today).missing
}

export interface Wake {
  /** The loan has to be looked at when this day is over. */
  after: CivilDate
  /** What will be due then, if nothing happens. */
  event: DueEvent
}

/** What falls due on a loan next, or has and is still missing; null where nothing ever will. */
export function nextWake(
  loan: DerivedLoan,
  live: readonly LendingFact[],
  today: CivilDate,
): Wake | null {
  const { missing, coming } = dueOn(loan, live, today)
  const [event] = [...missing, ...coming]
  return event === undefined ? null : { after: dueAfter(event), event }
}

function withinLimit(live: readonly LendingFact[], { missing, coming }: Dues): Dues {
  const room = Math.max(0, MOST_PENALIZED - live.length)
  return {
    missing: missing.toSorted(oldestFirst).slice(0, room),
    coming: missing.length < room ? coming : [],
  }
}

function dueOn(loan: DerivedLoan, live: readonly LendingFact[], today: CivilDate): Dues {
  if (loan.timeline.disbursedOn === null) return { missing: [], coming: [] }
  const both = [accrualsDue(loan, live, today), withinLimit(live, penaltiesDue(loan, live, today))]
  return {
    missing: both.flatMap(({ missing }) => missing).toSorted(oldestFirst),
    coming: both.flatMap(({ coming }) => coming).toSorted(oldestFirst),
  }
}
