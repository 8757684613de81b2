import type { DerivedLoan } from '../engine/derived-loan'
import { sumOf } from '../engine/portions'
import type { CivilDate } from '../values/calendar'
import { chargedOn } from './charged'
import type { StatementEntry } from './entry'
import { movedOn } from './moved'
import type { Movement } from './moved'
import { statementOf } from './statement'
import type { Period, Statement } from './statement'

/** The statement of account of a loan of our own LMS. */
export function ownStatement(
  loan: DerivedLoan,
  movements: readonly Movement[],
  period: Period,
): Statement {
  const moved = movements.flatMap(movedOn)
  // What is taken back later still counted on the last day.
  const standing = movements
    .filter(({ reversedOn }) => reversedOn !== null && reversedOn > period.toDate)
    .flatMap(movedOn)
    .filter(({ date }) => date <= period.toDate)
    .reduce((sum, { amount }) => sum + amount, 0n)
  // Before the disbursement a schedule is what would be.
  if (loan.timeline.disbursedOn === null) return statementOf(moved, period, 0n)
  const due = openBy(loan, period.toDate) + (standing < 0n ? standing : 0n)
  return statementOf([...chargedOn(loan), ...moved, ...rebates(loan)], period, due)
}

/** Interest that was forgiven because the rest was paid. */
function rebates({ splits }: DerivedLoan): StatementEntry[] {
  return splits.flatMap(({ kind, date, moves }) => {
    const amount = moves.reduce(
      (sum, move) => (move.kind === 'WAIVED' ? sum + move.interest : sum),
      0n,
    )
    if (kind !== 'REPAY' || amount === 0n) return []
    const description = 'Interest forgiven on settlement'
    return [{ date, type: 'waiver', reference: null, description, amount }]
  })
}

/** What is open at the end of a day of installments that are due by then. */
function openBy({ schedule, splits }: DerivedLoan, day: CivilDate): bigint {
  const dues = new Map(schedule.map(({ no, due }) => [no, due]))
  const isDue = (installment: number) => (dues.get(installment) ?? day) <= day
  let open = 0n
  for (const { no, owed } of schedule) if (isDue(no)) open += sumOf(owed)
  for (const { date, part, kind, moves } of splits) {
    if (kind === 'DISBURSE' && part === 0) continue
    for (const move of moves) {
      if (!isDue(move.installment)) continue
      // What is owed holds all that was ever made owed.
      if (move.kind === 'DUE' ? date > day : date <= day) {
        open += move.kind === 'DUE' ? -sumOf(move) : sumOf(move)
      }
    }
  }
  return open
}
