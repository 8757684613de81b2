import { addMonths, monthOf } from '../domain/values/calendar'
import type { CivilDate } from '../domain/values/calendar'
import type { Account } from './account'
import type { Bodies, Receipt } from './bodies'
import { failed, type RowList } from './rows'
import { MAJOR } from './terms'

/** How an early settlement goes. */
export const SETTLEMENTS = ['PLAIN', 'SHORT_FIRST', 'INTEREST_WAIVED', 'REVENUE_BEHIND'] as const

export type Settlement = (typeof SETTLEMENTS)[number]

const FEE = 20_000n * MAJOR
const SHORT_BY = 1_000n * MAJOR

export function settle(
  how: Settlement,
  date: CivilDate,
  account: Account,
  rows: RowList,
  bodies: Bodies,
): void {
  const receipt: Receipt = {
    date,
    principal: account.principal,
    // Open interest and what accrued since; or half of the open interest, the rest being waived.
    interest:
      how === 'INTEREST_WAIVED' ? account.interest / 2n : account.interest + account.accrued(date),
    fee: FEE,
    feeName: 'Early settlement fee',
  }
  if (how === 'SHORT_FIRST') {
    const short = { ...receipt, principal: receipt.principal - SHORT_BY }
    rows.add('EARLY_SETTLEMENT', bodies.settlement(short), failed('SETTLEMENT_SHORT'))
  }
  rows.add('EARLY_SETTLEMENT', bodies.settlement(receipt))
  account.settle()
  if (how === 'REVENUE_BEHIND') {
    const month = monthOf(addMonths(date, 1))
    rows.add('REVENUE_REPORT', bodies.revenue(month, 10_000n * MAJOR), failed('LOAN_SETTLED'))
  }
}
