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
 * rest of an installment's charges with the installment. None is due before the disbursement.
 */
export function chargeDues({ schedule, charges, timeline }: DerivedLoan): ChargeDue[] {
  const dated = charges.flatMap(({ dueOn, amount, penalty, reversed }) =>
    dueOn === null || reversed || amount === 0n
      ? []
      : [
          {
            type: typeOf(penalty),
            due: dueOn,
            amount,
            installment: installmentAt(schedule, dueOn),
          },
        ],
  )
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
  return [...dated, ...ofInstallments].map(({ type, due, amount }) => ({
    ...{ type, due: laterOf(due, from), amount },
  }))
}

export function typeOf(penalty: boolean): ChargeType {
  return penalty ? 'PENALTY' : 'FEE'
}

/** The installment whose period contains a day; the last where the day is behind them all. */
function installmentAt(schedule: readonly Installment[], day: CivilDate): number | undefined {
  return (schedule.find(({ due }) => day <= due) ?? schedule.at(-1))?.no
}
