import { todayIn } from './calendar'
import type { CivilDate } from './calendar'

const MINUTE_MS = 60_000
/** No time zone is further from UTC. */
const WIDEST_MINUTES = 15 * 60

/** The instant at which a day begins in a time zone; of a day that it has skipped, that of the next. */
export function startOfDay(timeZone: string, date: CivilDate): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const at = (minutes: number) => new Date(midnight + minutes * MINUTE_MS)
  let [before, begun] = [-WIDEST_MINUTES, WIDEST_MINUTES]
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2)
    if (todayIn(timeZone, at(middle)) < date) before = middle
    else begun = middle
  }
  return at(begun)
}
