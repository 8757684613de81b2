import type { LoanEvent, ReversalEvent } from '../../domain/events/stream-event'
import { withdraw } from '../../domain/restatement/withdraw'
import type { Database } from '../../platform/database'
import { loadStoredPostings } from '../load-stored-postings'

/** The ids of the events that a reversal takes away; null where it has nothing to take. */
export async function withdrawnEvents(
  database: Database,
  streamId: string,
  reversal: ReversalEvent,
): Promise<string[] | null> {
  const stored = await loadStoredPostings<LoanEvent>(database, streamId)
  const posted = stored.map(({ event }) => event)
  const withdrawal = withdraw(posted, reversal)
  if ('refusal' in withdrawal) return null
  return withdrawal.withdrawn.map(({ eventId }) => eventId)
}
