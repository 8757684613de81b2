import type { LoanEvent } from '../events/stream-event'

/** Of a report of revenue: that of the same month among other events. */
export function reportOfSameMonth(
  among: readonly LoanEvent[],
  event: LoanEvent,
): LoanEvent | undefined {
  if (event.kind !== 'REVENUE_REPORT') return undefined
  const { month } = event.payload
  return among.find((one) => one.kind === 'REVENUE_REPORT' && one.payload.month === month)
}
