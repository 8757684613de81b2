import type { Installment } from '../derived-loan'
import { daysBetween, type CivilDate } from '../../values/calendar'
import { divideHalfEven } from '../../values/rounding'

type Period = Pick<Installment, 'from' | 'due'> & { owed: { interest: bigint } }

/**
 * The scheduled interest that has elapsed by the end of a day: of past installments all of it, of the
 * one at hand its share by days. Rounded once, half to even.
 */
export function interestElapsed(schedule: readonly Period[], day: CivilDate): bigint {
  let elapsed = 0n
  for (const { from, due, owed } of schedule) {
    if (due <= day) {
      elapsed += owed.interest
    } else if (from < day) {
      const [passed, all] = [daysBetween(from, day), daysBetween(from, due)]
      elapsed += divideHalfEven(owed.interest * BigInt(passed), BigInt(all))
    }
  }
  return elapsed
}

export function interestOf(schedule: readonly Period[]): bigint {
  return schedule.reduce((sum, { owed }) => sum + owed.interest, 0n)
}
