import type { Rehearsals } from '../steps/rehearse'
import type { Duplicate, Staged, StageRefused, StageRequest } from '../stream/stage-request'
import { findEvent } from '../views/event-view'
import type { EventView } from '../views/event-view'
import { findLoan } from '../views/loan-view'
import type { LoanView } from '../views/loan-view'

/** What an event would come to, and its loan as it would be then. */
export interface RehearsedEvent {
  outcome: Staged | Duplicate
  event: EventView
  loan: LoanView
}

/** Whoever sends it: nothing is kept, refusals and an operator's action neither. */
export async function rehearseEvent(
  rehearsals: Pick<Rehearsals, 'rehearse'>,
  request: StageRequest,
): Promise<StageRefused | RehearsedEvent> {
  const { businessId, loanId } = request
  const rehearsed = await rehearsals.rehearse(request, async (copy, eventId) => ({
    event: await findEvent(copy, businessId, eventId),
    loan: await findLoan(copy, businessId, loanId),
  }))
  if ('status' in rehearsed) return rehearsed
  const { event, loan } = rehearsed.view
  if (event === null || loan === null) throw new Error('what was rehearsed is not there')
  return { outcome: rehearsed.outcome, event, loan }
}
