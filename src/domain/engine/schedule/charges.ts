import type { ChargeRate, ChargeTerms } from '../../events/lending/loan-terms'
import type { CivilDate } from '../../values/calendar'
import { minorOf } from '../../values/money'
import { timesPercent } from './figures'
import type { Share } from './share'

/** What a charge comes to on one installment, minor units above zero. */
export interface ChargePart {
  /** Counted from 1. */
  installment: number
  amount: bigint
}

export interface ScheduledCharge {
  /** Minor units. */
  amount: bigint
  /** By installment; empty where it is kept back at the disbursement. */
  parts: readonly ChargePart[]
}

/** What the loan itself owes with an installment, and when. */
export interface Row extends Share {
  due: CivilDate
}

/** What a charge comes to on a loan of these installments. */
export function scheduleCharge(
  charge: ChargeTerms,
  principal: bigint,
  rows: readonly Row[],
): ScheduledCharge {
  if (charge.time === 'INSTALLMENT') return onEach(charge.rate, rows)
  const interest = rows.reduce((sum, row) => sum + row.interest, 0n)
  const amount = amountsOf(charge.rate)({ principal, interest })
  if (charge.time === 'DISBURSEMENT') return { amount, parts: [] }
  return inParts([{ installment: installmentOf(charge, rows), amount }])
}

function onEach(rate: ChargeRate, rows: readonly Row[]): ScheduledCharge {
  const amountOf = amountsOf(rate)
  return inParts(rows.map((row, index) => ({ installment: index + 1, amount: amountOf(row) })))
}

function inParts(parts: readonly ChargePart[]): ScheduledCharge {
  return {
    amount: parts.reduce((sum, part) => sum + part.amount, 0n),
    parts: parts.filter((part) => part.amount > 0n),
  }
}

function amountsOf(rate: ChargeRate): (base: Share) => bigint {
  if ('amount' in rate) {
    const amount = minorOf(rate.amount)
    return () => amount
  }
  const share = timesPercent(rate.percent)
  switch (rate.of) {
    case 'AMOUNT':
      return ({ principal }) => share(principal)
    case 'INTEREST':
      return ({ interest }) => share(interest)
    case 'AMOUNT_AND_INTEREST':
      return ({ principal, interest }) => share(principal + interest)
  }
}

/** The one in whose period it is due; before them the first, after them the last. */
function installmentOf({ dueOn }: ChargeTerms, rows: readonly Row[]): number {
  const index = rows.findIndex((row) => dueOn === null || dueOn <= row.due)
  return index === -1 ? rows.length : index + 1
}
