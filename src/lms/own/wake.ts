import { createHash } from 'node:crypto'

import type { Wake } from '../../contract/step-results'
import type { CivilDate } from '../../domain/values/calendar'
import { startOfDay } from '../../domain/values/start-of-day'

/** What the clock makes of a loan next. */
export interface NextDue {
  /** The first day on which it is due, in the business's time zone. */
  on: CivilDate
  /** As operators read it: `accrual through 2026-01-31`. */
  what: string
}

export interface WakeOptions {
  timeZone: string
  /** The loans that wait for one day are woken within so long from its begin. */
  spreadMs: number
}

/** When a loan is to be looked at for it: always the same instant for the same loan and day. */
export function wakeFor(
  streamId: string,
  { on, what }: NextDue,
  { timeZone, spreadMs }: WakeOptions,
): Wake {
  const hash = createHash('sha256').update(streamId).digest().readUInt32BE()
  const begins = startOfDay(timeZone, on).getTime()
  const jitter = Math.floor((hash / 2 ** 32) * spreadMs)
  return { at: new Date(begins + jitter).toISOString(), on, what }
}
