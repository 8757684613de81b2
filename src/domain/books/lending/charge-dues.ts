import type { DerivedLoan, Installment } from '../../engine/derived-loan'
import { laterOf, type CivilDate } from '../../values/calendar'

/** What an invoice for a charge can be. */
export type ChargeType = 'FEE' | 'PENALTY'

/** Charges of a loan that fall due on one day. */
export interface ChargeDue {
  type: ChargeType
  due: CivilDate
  amount: bigint
}

/**
 * On which days the charges of a disbursed loan fall due: those with a date of their own on it, the
 * rest of an installment's charges with the installment. None is due before the disbursement. Left out
 * is what an installment costs for being overdue: nobody could know of it before its day.
 */
export function chargeDues(loan: DerivedLoan): ChargeDue[] {
  const { schedule, timeline } = loan
  const dated = datedCharges(loan)
  const ofInstallments = schedule.flatMap(({ no, due, owed }) => {
    const own = (type: ChargeType) =>
      dated
        .filter((one) => one.installment === no && one.type === type)
        .reduce((sum, { amount }) => sum + amount, 0n)
    return [
      { type: 'FEE' as const, due, amount: owed.fees - own('FEE') },
      { type: 'PENALTY' as const, due, amount: owed.penalties - own('PENALTY') },
    ].filter(({ amount }) => amount !== 0n)
  })
  const from = timeline.disbursedOn ?? ''
  return [...dated.filter(({ isByClock }) => !isByClock), ...ofInstallments].map(
    ({ type, due, amount }) => ({ type, due: laterOf(due, from), amount }),
  )
}

function datedCharges({ charges, schedule, splits }: DerivedLoan) {
  const byClock = new Set(splits.filter(({ kind }) => kind === 'PENALTY').map(eventOf))
  return charges.flatMap((charge) => {
    const { dueOn, amount, penalty, reversed } = charge
    if (dueOn === null || reversed || amount === 0n) return []
    const isByClock = byClock.has(charge.eventId)
    const installment = installmentAt(schedule, dueOn)
    return [{ type: typeOf(penalty), due: dueOn, amount, installment, isByClock }]
  })
}

const eventOf = ({ eventId }: { eventId: string }) => eventId

export function typeOf(penalty: boolean): ChargeType {
  return penalty ? 'PENALTY' : 'FEE'
}

/** The installment whose period contains a day; the last where the day is behind them all. */
function installmentAt(schedule: readonly Installment[], day: CivilDate): number | undefined {
  return (schedule.find(({ due }) => day <= due) ?? schedule.at(-1))?.no
}
