import { standingPosition } from '../domain/pushed/derive'
import type { LoanPosition } from '../domain/pushed/position'
import type { LoanEvent } from '../domain/events/stream-event'
import type { Statements } from '../platform/statements'
import { loadHistory } from './load-history'
import type { LoadedLoan } from './load-loan'

/**
 * The position with what each receipt has left, where an event that waits is judged by that: the
 * loan's row has the sum only, and few loans are ever asked.
 */
export async function withCredits(
  database: Statements,
  loaded: LoadedLoan,
  standing: LoanPosition,
): Promise<LoanPosition> {
  if (!loaded.events.some(({ event }) => event.kind === 'CREDIT_REFUND')) return standing
  const { posted } = await loadHistory(database, loaded.streamId, null)
  const taken = posted.filter(({ seq }) => seq <= loaded.seq)
  const known = new Set(taken.map(({ eventId }) => eventId))
  const { credits } = standingPosition([
    ...taken,
    ...takenBefore(loaded).filter(({ eventId }) => !known.has(eventId)),
  ])
  return { ...standing, credits }
}

/** What an earlier attempt has accepted, and Accounting has not booked yet. */
function takenBefore({ events }: LoadedLoan): LoanEvent[] {
  return events.flatMap(({ event, recorded }) =>
    event.kind !== 'REVERSAL' && recorded?.refusal === null ? [event] : [],
  )
}
