import type { CivilDate } from '../values/calendar'
import { least } from '../values/money'
import type { Installment } from './derived-loan'
import { openOf } from './running-rows'
import { interestElapsed } from './schedule/interest-elapsed'

/** What of the open interest has not elapsed by the end of a day. */
export function interestToCome(schedule: readonly Installment[], day: CivilDate): bigint {
  let [open, settled] = [0n, 0n]
  for (const row of schedule) {
    const openOfRow = openOf(row, 'interest')
    open += openOfRow
    settled += row.owed.interest - openOfRow
  }
  const elapsed = interestElapsed(schedule, day)
  return elapsed > settled ? open - least(open, elapsed - settled) : open
}
