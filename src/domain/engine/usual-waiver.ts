import type { CivilDate } from '../values/calendar'
import type { DerivedCharge, DerivedLoan } from './derived-loan'

/** What of a charge is waived, and when, where nobody says it. */
export interface UsualWaiver {
  /** The oldest that is open; null of a charge that is not with every installment. */
  installment: number | null
  /** The day on which it falls due, but not after today. */
  date: CivilDate
}

/** @param asked the installment that somebody did name */
export function usualWaiver(
  { schedule }: DerivedLoan,
  { time, dueOn, parts }: DerivedCharge,
  today: CivilDate,
  asked: number | null,
): UsualWaiver {
  const oldest = parts.find(({ outstanding }) => outstanding > 0n) ?? parts[0]
  const installment = asked ?? (time === 'INSTALLMENT' ? (oldest?.installment ?? null) : null)
  const due = dueOn ?? schedule.find(({ no }) => no === installment)?.due ?? today
  return { installment, date: due < today ? due : today }
}
