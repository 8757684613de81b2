import type { CivilDate } from '../domain/values/calendar'

/** What every report is told beside its own parameters. */
export interface Asked {
  businessId: string
  /** ISO 4217. */
  currency: string
  from: CivilDate
  /** The last day; what is as of a day is as of this one. */
  to: CivilDate
  /** What was written later is left out; null for all there is. */
  recordedUpTo: Date | null
  /** The day it is, or was at `recordedUpTo`, where the business is. */
  today: CivilDate
}

export type Scope = Pick<Asked, 'businessId' | 'recordedUpTo'>
