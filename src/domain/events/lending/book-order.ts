import type { LendingFact } from './lending-event'

/**
 * Events in the order in which they move money: by date, then what falls due before what is paid and
 * what accrues behind it, so that a month end never rewrites what was paid that day; then as they came.
 */
export function inBookOrder<Event extends LendingFact>(events: readonly Event[]): Event[] {
  return events.toSorted((one, other) => {
    if (one.effectiveDate !== other.effectiveDate) {
      return one.effectiveDate < other.effectiveDate ? -1 : 1
    }
    return rankOf(one) - rankOf(other) || one.seq - other.seq
  })
}

function rankOf(event: LendingFact): number {
  switch (event.kind) {
    case 'SUBMIT':
    case 'APPROVE':
    case 'REJECT':
    case 'WITHDRAW':
    case 'DISBURSE':
      return 0
    case 'PENALTY':
    case 'ADD_CHARGE':
      return 1
    case 'ACCRUAL':
      return event.payload.of === 'CHARGES' ? 1 : 3
    default:
      return 2
  }
}
