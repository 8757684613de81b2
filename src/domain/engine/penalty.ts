import type { OverdueRule } from '../events/lending/loan-terms'
import { addDays } from '../values/calendar'
import type { CivilDate } from '../values/calendar'
import { minorOf } from '../values/money'
import { totalOf } from './arrears'
import type { Overdue } from './arrears'
import { addUnits } from './schedule/dates'
import { timesPercent } from './schedule/figures'

/**
 * The day on which an installment that is still overdue is charged.
 * @param occurrence of this installment: 1, 2, 3…
 */
export function penaltyDay(rule: OverdueRule, due: CivilDate, occurrence: number): CivilDate {
  const first = addDays(due, rule.graceDays + 1)
  if (rule.every === null) return first
  return addUnits(first, (occurrence - 1) * rule.every.count, rule.every.unit)
}

/** What an installment is charged that is overdue by so much, minor units; nothing where it is not. */
export function penaltyOn(rule: OverdueRule, overdue: Overdue): bigint {
  if (totalOf(overdue) === 0n) return 0n
  if ('amount' in rule.rate) return minorOf(rule.rate.amount)
  const base = rule.rate.of === 'AMOUNT' ? overdue.principal : totalOf(overdue)
  return timesPercent(rule.rate.percent)(base)
}
