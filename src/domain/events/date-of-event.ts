import { lastDayOfMonth } from '../values/calendar'
import type { CivilDate } from '../values/calendar'
import type { EventKind } from './kinds'
import type { PayloadOf } from './payloads'

/** A kind with what it carries. */
type Carrying = { [Kind in EventKind]: { kind: Kind; payload: PayloadOf[Kind] } }[EventKind]

/** The day on which an event takes effect: it follows from what the event says. */
export function dateOfEvent({ kind, payload }: Carrying): CivilDate {
  switch (kind) {
    case 'REVENUE_REPORT':
      return lastDayOfMonth(payload.month)
    case 'REVERSAL':
      return payload.reversalDate
    case 'SUBMIT':
      return payload.submittedOn ?? payload.today
    case 'ADD_CHARGE':
      return payload.charge.dueOn ?? payload.today
    case 'ACCRUAL':
      return payload.through
    default:
      return payload.date
  }
}
