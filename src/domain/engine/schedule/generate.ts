import type { ChargeTerms, LoanTerms } from '../../events/lending/loan-terms'
import type { CivilDate } from '../../values/calendar'
import type { Portions } from '../derived-loan'
import { scheduleCharge } from './charges'
import type { ScheduledCharge } from './charges'
import { periodsOf } from './dates'
import type { Period } from './dates'
import { decliningShares } from './declining'
import { flatShares } from './flat'
import type { Share } from './share'

/** What a schedule is made for: a loan as it is, or would be, paid out. */
export interface Disbursal {
  /** Minor units. */
  principal: bigint
  disbursedOn: CivilDate
  /** How many decimals the currency has. */
  exponent: number
  charges: readonly ChargeTerms[]
}

export interface ScheduledInstallment extends Period {
  no: number
  owed: Portions
}

export interface Schedule {
  /**
   * Sorted by number. Fewer than asked for where the principal is paid off earlier; one more,
   * without principal, where a charge is due after the last.
   */
  installments: readonly ScheduledInstallment[]
  /** How many of them the terms make: without the one for charges due after the last. */
  ofTerms: number
  /** In the order of the charges given. */
  charges: readonly ScheduledCharge[]
  /** Kept back from what is paid out. */
  feesAtDisbursement: bigint
}

export type GeneratedSchedule =
  | { ok: true; schedule: Schedule }
  /** The interest of an installment, minor units, is more than the equal installment. */
  | { ok: false; interestAboveInstallment: bigint }

/** What is owed when. The terms are such as `faultsOfTerms` finds nothing in. */
export function generateSchedule(terms: LoanTerms, of: Disbursal): GeneratedSchedule {
  const periods = periodsOf(terms, of.disbursedOn)
  const shares =
    terms.interestType === 'FLAT'
      ? flatShares(terms, of.principal, periods)
      : decliningShares(terms, of.principal, periods, of.exponent)
  if (!Array.isArray(shares)) return { ok: false, interestAboveInstallment: shares.interest }

  const ofTerms = rowsOf(periods, shares)
  const rows = withLateRow(ofTerms, of)
  const charges = of.charges.map((charge) => scheduleCharge(charge, of.principal, rows))
  const feesAtDisbursement = of.charges.reduce(
    (sum, { time }, index) => sum + (time === 'DISBURSEMENT' ? (charges[index]?.amount ?? 0n) : 0n),
    0n,
  )
  const installments = withCharges(rows, of.charges, charges)
  return {
    ok: true,
    schedule: { installments, ofTerms: ofTerms.length, charges, feesAtDisbursement },
  }
}

type Row = Period & Share

function rowsOf(periods: readonly Period[], shares: readonly Share[]): Row[] {
  const rows: Row[] = []
  for (const [index, { principal, interest }] of shares.entries()) {
    const period = periods[index]
    if (period !== undefined) rows.push({ from: period.from, due: period.due, principal, interest })
  }
  return rows
}

/** One more row, due with the latest of them, where charges are due after the last. */
function withLateRow(rows: Row[], { charges, principal }: Disbursal): Row[] {
  const last = rows.at(-1)?.due
  if (last === undefined) return rows
  let due = last
  for (const charge of charges) {
    if (charge.dueOn === null || charge.dueOn <= due) continue
    if (scheduleCharge(charge, principal, rows).amount > 0n) due = charge.dueOn
  }
  return due === last ? rows : [...rows, { from: last, due, principal: 0n, interest: 0n }]
}

function withCharges(
  rows: readonly Row[],
  terms: readonly ChargeTerms[],
  charges: readonly ScheduledCharge[],
): ScheduledInstallment[] {
  const installments = rows.map(({ from, due, principal, interest }, index) => {
    return { no: index + 1, from, due, owed: { principal, interest, fees: 0n, penalties: 0n } }
  })
  for (const [index, { penalty }] of terms.entries()) {
    for (const { installment, amount } of charges[index]?.parts ?? []) {
      const owed = installments[installment - 1]?.owed
      if (owed !== undefined) owed[penalty ? 'penalties' : 'fees'] += amount
    }
  }
  return installments
}
