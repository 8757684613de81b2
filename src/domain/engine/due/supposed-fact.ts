import type { LendingFact } from '../../events/lending/lending-event'
import type { StagedContext } from '../../events/staged-context'
import type { DueEvent } from './due-event'

/** What is due as if it were in the stream of its loan, behind all that is. */
export function supposedFact(
  { claim, kind, effectiveDate, payload }: DueEvent,
  context: StagedContext,
): LendingFact {
  const event = { eventId: claim, seq: Number.MAX_SAFE_INTEGER, kind, effectiveDate }
  return { ...event, payload: { ...context, ...payload } } as LendingFact
}
