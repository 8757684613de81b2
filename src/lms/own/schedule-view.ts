import type { ScheduleView } from '../../contract/step-results'
import type { DerivedLoan, Installment, Portions } from '../../domain/engine/derived-loan'
import { formatMinor } from '../../domain/values/money'

/** How far a loan's schedule is paid, for operators' eyes. */
export function scheduleView({ schedule, totals, exponent }: DerivedLoan): ScheduleView {
  const open = schedule.filter((installment) => openOf(installment) > 0n)
  const [next] = open
  return {
    fees: formatMinor(totals.outstanding.fees, exponent),
    penalties: formatMinor(totals.outstanding.penalties, exponent),
    installments: schedule.length,
    installmentsPaid: schedule.length - open.length,
    next:
      next === undefined ? null : { due: next.due, amount: formatMinor(openOf(next), exponent) },
  }
}

function openOf({ owed, paid, waived, writtenOff }: Installment): bigint {
  return totalOf(owed) - totalOf(paid) - totalOf(waived) - totalOf(writtenOff)
}

function totalOf({ principal, interest, fees, penalties }: Portions): bigint {
  return principal + interest + fees + penalties
}
