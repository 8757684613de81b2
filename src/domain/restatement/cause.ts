import type { CivilDate } from '../values/calendar'

/** The event that makes a loan's past another one. */
export interface Cause {
  eventId: string
  /** The day it works from: nothing it changes is dated before. */
  date: CivilDate
  closedThrough: CivilDate | null
}
