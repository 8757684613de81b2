import type { CivilDate } from '../values/calendar'
import { daysBetween, laterOf } from '../values/calendar'
import { groupBy } from '../values/group-by'
import type { DerivedLoan, Installment, Portions } from './derived-loan'

/** What can be overdue: an open fee or penalty alone makes no loan delinquent. */
export type Overdue = Pick<Portions, 'principal' | 'interest'>

interface Change extends Overdue {
  date: CivilDate
}

/** What was open of each installment, on any day. */
export class OpenInstallments {
  readonly #changes: ReadonlyMap<number, readonly Change[]>

  constructor({ schedule, splits }: Pick<DerivedLoan, 'schedule' | 'splits'>) {
    const moves = splits.flatMap(({ date, moves }) => moves.map((move) => ({ ...move, date })))
    const byInstallment = groupBy(moves, ({ installment }) => installment)
    this.#changes = new Map(
      schedule.map(({ no, owed }) => {
        const changes = byInstallment.get(no) ?? []
        return [no, [initially(owed, changes), ...changes]]
      }),
    )
  }

  /** After everything of a day. */
  after(day: CivilDate, installment: number): Overdue {
    const open = { principal: 0n, interest: 0n }
    for (const change of this.#changes.get(installment) ?? []) {
      if (change.date > day) continue
      open.principal += change.principal
      open.interest += change.interest
    }
    return open
  }

  /** The last day on which anything of it moved; before all days where nothing did. */
  lastMoved(installment: number): CivilDate {
    const changes = this.#changes.get(installment) ?? []
    return changes.reduce((last, { date }) => laterOf(last, date), '')
  }
}

/** What is owed from the beginning: what a move has made owed was not before it. */
function initially(owed: Overdue, changes: readonly (Change & { kind: string })[]): Change {
  const open = { date: '', principal: owed.principal, interest: owed.interest }
  for (const { kind, principal, interest } of changes) {
    if (kind !== 'DUE') continue
    open.principal -= principal
    open.interest -= interest
  }
  return open
}

export interface Arrears {
  /** Principal and interest, minor units. */
  amount: bigint
  /** Since the oldest due date that something is open of; 0 where nothing is. */
  days: number
}

/** What is overdue at the end of a day. What is due on the day itself is not yet. */
export function arrearsOn(loan: Pick<DerivedLoan, 'schedule' | 'splits'>, day: CivilDate): Arrears {
  const open = new OpenInstallments(loan)
  const overdue = loan.schedule
    .filter(({ due }) => due < day)
    .map(({ no, due }) => ({ due, amount: totalOf(open.after(day, no)) }))
    .filter(({ amount }) => amount > 0n)
  return {
    amount: overdue.reduce((sum, { amount }) => sum + amount, 0n),
    days: daysSinceOldest(overdue, day),
  }
}

export function totalOf({ principal, interest }: Overdue): bigint {
  return principal + interest
}

function daysSinceOldest(overdue: readonly Pick<Installment, 'due'>[], day: CivilDate): number {
  return overdue.reduce((most, { due }) => Math.max(most, daysBetween(due, day)), 0)
}
