import type { LendingFact } from '../../events/lending/lending-event'
import type { OverdueRule } from '../../events/lending/loan-terms'
import { addDays } from '../../values/calendar'
import type { CivilDate } from '../../values/calendar'
import { OpenInstallments } from '../arrears'
import type { DerivedLoan, Installment } from '../derived-loan'
import { penaltyDay, penaltyOn } from '../penalty'
import { penalty } from './due-event'
import type { DueEvent, Dues } from './due-event'

/**
 * The penalties that a loan lacks, and the next of each installment. One more may be missing once
 * these are there: a payment behind one pays it before the installments.
 */
export function penaltiesDue(
  loan: DerivedLoan,
  live: readonly LendingFact[],
  today: CivilDate,
): Dues {
  const { overdue: rule, schedule } = loan
  if (rule === null) return { missing: [], coming: [] }
  const known = new Set(live.map(claimOf))
  const open = new OpenInstallments(loan)
  const costs = (day: CivilDate, { no }: Installment) => penaltyOn(rule, open.after(day, no)) > 0n
  const [missing, coming]: [DueEvent[], DueEvent[]] = [[], []]
  for (const installment of schedule) {
    const isOpen = costs(today, installment)
    // What is settled costs nothing behind the last of what settled it.
    const until = isOpen ? today : open.lastMoved(installment.no)
    for (const event of occurrences(rule, installment)) {
      const isStaged = known.has(event.claim)
      if (event.effectiveDate > until) {
        // One that was made for an installment which is due later by now.
        if (isOpen && isStaged) continue
        if (isOpen) coming.push(event)
        break
      }
      // A payment of the day itself comes too late.
      const isOverdue = costs(addDays(event.effectiveDate, -1), installment)
      if (isOverdue && !isStaged) missing.push(event)
    }
  }
  return { missing, coming }
}

/** Endless, where the rule charges again and again. */
function* occurrences(rule: OverdueRule, { no, due }: Installment): Generator<DueEvent> {
  let occurrence = 0
  do {
    occurrence += 1
    yield penalty(no, occurrence, penaltyDay(rule, due, occurrence))
  } while (rule.every !== null)
}

function claimOf(fact: LendingFact): string {
  if (fact.kind !== 'PENALTY') return ''
  const { installment, occurrence, date } = fact.payload
  return penalty(installment, occurrence, date).claim
}
