import type { CivilDate } from '../values/calendar'
import type { StagedContext } from './staged-context'

/** What the books must know of an event, of whatever kind and home. */
export interface BookedEvent {
  eventId: string
  seq: number
  effectiveDate: CivilDate
  payload: Pick<StagedContext, 'accounts' | 'closedThrough'>
}
